import type { Composition } from "@helmwright/core";

/** The instances of a platform and what they need, ready to be drawn. */
export interface PlatformGraph {
  /** What others need comes first. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  /** Chart and version, or the type of a component without a chart. */
  readonly label: string;
}

/** `from` needs `to`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly why: readonly string[];
}

export function platformGraph({ instances, edges }: Pick<Composition, "instances" | "edges">): PlatformGraph {
  const merged = new Map<string, GraphEdge>();
  for (const { from, to, why } of edges) {
    const key = JSON.stringify([from, to]);
    merged.set(key, { from, to, why: [...(merged.get(key)?.why ?? []), why] });
  }
  const all = [...merged.values()];
  const nodes = instances.map(({ id, type, chart }) => ({ id, label: chart ? `${chart.name} ${chart.version}` : type }));
  return { nodes: inOrder(nodes, all), edges: all };
}

/** Depth first, so that a node follows what it needs; a cycle, which is no valid platform, is cut where it closes. */
function inOrder(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphNode[] {
  const ordered = new Set<GraphNode>();
  const seen = new Set<string>();
  const visit = (node: GraphNode): void => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    for (const { from, to } of edges) {
      const needed = from === node.id ? nodes.find(({ id }) => id === to) : undefined;
      if (needed) visit(needed);
    }
    ordered.add(node);
  };
  for (const node of nodes) visit(node);
  return [...ordered];
}
