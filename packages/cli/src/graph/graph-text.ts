import type { Paint } from "../terminal.ts";
import type { PlatformGraph } from "./platform-graph.ts";

/** The graph as a list: each component with what it needs, and why. */
export function graphText({ nodes, edges }: PlatformGraph, paint: Paint): string {
  const width = Math.max(0, ...nodes.map(({ id }) => id.length));
  return nodes
    .flatMap(({ id, label }) => {
      const needs = edges.filter(({ from }) => from === id);
      const reasons = needs.flatMap(({ to, why }) => why.map((one) => ({ to, one })));
      return [
        `${paint("bold", id.padEnd(width))}  ${label}`,
        ...reasons.map(({ to, one }, at) => paint("dim", `${at === reasons.length - 1 ? "└─" : "├─"} ${to}: ${one}`)),
      ];
    })
    .join("\n");
}
