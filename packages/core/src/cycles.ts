export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** The cycles of a graph, each once, as the edges that close it. Empty when the graph has an order. */
export function findCycles<E extends Edge>(edges: readonly E[]): readonly (readonly E[])[] {
  const outgoing = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const cycles: (readonly E[])[] = [];
  const visit = (node: string, path: readonly E[]): void => {
    const start = path.findIndex(({ from }) => from === node);
    if (start >= 0) return void cycles.push(path.slice(start));
    if (done.has(node)) return;
    for (const edge of outgoing.get(node) ?? []) visit(edge.to, [...path, edge]);
    done.add(node);
  };
  for (const node of outgoing.keys()) visit(node, []);
  return cycles;
}
