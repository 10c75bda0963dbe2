import { Graph, layout } from "@dagrejs/dagre";

import type { PlatformGraph } from "./platform-graph.ts";

/** Pixels. */
const LINE = 18;
const LETTER = 7.6;
const PADDING = 12;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The graph as an SVG that stands alone; arrows point from what is needed, and tell why on hover. */
export function graphSvg({ nodes, edges }: PlatformGraph, title: string): string {
  const graph = new Graph<
    { rankdir: string; nodesep: number; ranksep: number; marginx: number; marginy: number; width?: number; height?: number },
    { width: number; height: number },
    { points?: Point[] }
  >();
  graph.setGraph({ rankdir: "LR", nodesep: 24, ranksep: 64, marginx: 20, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, label } of nodes)
    graph.setNode(id, { width: Math.max(id.length, label.length) * LETTER + 2 * PADDING, height: 2 * LINE + PADDING });
  for (const { from, to } of edges) graph.setEdge(to, from, {});
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const boxes = nodes.flatMap(({ id, label }) => box({ id, label }, graph.node(id) as unknown as Box));
  const arrows = edges.flatMap(({ from, to, why }) => arrow(graph.edge(to, from).points ?? [], `${from} needs ${to}: ${why.join("; ")}`));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" font-family="ui-sans-serif, system-ui, sans-serif" font-size="13">`,
    `  <title>${escaped(title)}</title>`,
    '  <defs><marker id="arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#5b6b7b"/></marker></defs>',
    '  <rect width="100%" height="100%" fill="#ffffff"/>',
    ...arrows,
    ...boxes,
    "</svg>",
  ].join("\n");
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function box({ id, label }: { readonly id: string; readonly label: string }, { x, y, width, height }: Box): readonly string[] {
  return [
    `  <rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6" fill="#eef4fb" stroke="#3b6ea5"/>`,
    `  <text x="${round(x)}" y="${round(y - 3)}" text-anchor="middle" font-weight="600" fill="#10233a">${escaped(id)}</text>`,
    `  <text x="${round(x)}" y="${round(y + LINE - 3)}" text-anchor="middle" fill="#40566d">${escaped(label)}</text>`,
  ];
}

function arrow(points: readonly Point[], why: string): readonly string[] {
  const path = points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
  return [`  <path d="${path}" fill="none" stroke="#5b6b7b" marker-end="url(#arrow)"><title>${escaped(why)}</title></path>`];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
