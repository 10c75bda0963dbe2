import type { PlatformGraph } from "./platform-graph.ts";

/** The graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html); arrows point from what is needed. */
export function graphMermaid({ nodes, edges }: PlatformGraph): string {
  const names = new Map(nodes.map(({ id }, at) => [id, `n${at}`]));
  return [
    "flowchart LR",
    ...nodes.map(({ id, label }) => `  ${names.get(id)}["${escaped(id)}<br/>${escaped(label)}"]`),
    ...edges.map(({ from, to }) => `  ${names.get(to)} --> ${names.get(from)}`),
  ].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
