export interface GraphNode {
  readonly id: string;
  /** Ids that must be done first; ids that aren't in the graph are ignored. */
  readonly needs: readonly string[];
}

/** `not-started`: `because` is the node that failed, or `interrupted`. */
export type NodeOutcome<R> =
  | { readonly state: "ran"; readonly result: R; readonly ok: boolean }
  | { readonly state: "not-started"; readonly because: string };

export interface GraphRun<N extends GraphNode, R> {
  /** Runs one node; never throws. `ok` false stops what needs the node, and nothing else. */
  readonly run: (node: N) => Promise<{ readonly result: R; readonly ok: boolean }>;
  readonly signal?: AbortSignal | undefined;
}

/** Runs every node as soon as all it needs is done. There are no levels: a slow node holds up only what needs it. */
export async function runGraph<N extends GraphNode, R>(
  nodes: readonly N[],
  { run, signal }: GraphRun<N, R>,
): Promise<ReadonlyMap<string, NodeOutcome<R>>> {
  const started = new Map<string, Promise<NodeOutcome<R>>>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const start = (node: N): Promise<NodeOutcome<R>> => {
    const known = started.get(node.id);
    if (known) return known;
    const outcome = after(node);
    started.set(node.id, outcome);
    return outcome;
  };
  const after = async (node: N): Promise<NodeOutcome<R>> => {
    const before = await Promise.all(
      node.needs.flatMap((id) => byId.get(id) ?? []).map(async (needed) => ({ id: needed.id, outcome: await start(needed) })),
    );
    for (const { id, outcome } of before) {
      if (outcome.state === "not-started") return outcome;
      if (!outcome.ok) return { state: "not-started", because: id };
    }
    if (signal?.aborted) return { state: "not-started", because: "interrupted" };
    return { state: "ran", ...(await run(node)) };
  };
  const outcomes = await Promise.all(nodes.map(async (node) => [node.id, await start(node)] as const));
  return new Map(outcomes);
}
