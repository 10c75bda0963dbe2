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

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The graph as an SVG that stands alone; arrows point from what is needed, and tell why on hover. */
export function graphSvg({ nodes, edges }: PlatformGraph, title: string): string {
  // All boxes have one size, so that arrows can pass between them.
  const size = {
    width: Math.max(0, ...nodes.flatMap(({ id, label }) => [id.length, label.length])) * LETTER + 2 * PADDING,
    height: 2 * LINE + PADDING,
  };
  const { places, points, width, height } = placed({ nodes, edges }, size);
  const columns = [...places.values()].map(({ x }) => x);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-sans-serif, system-ui, sans-serif" font-size="13">`,
    `  <title>${escaped(title)}</title>`,
    '  <defs><marker id="arrow" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#5b6b7b"/></marker></defs>',
    '  <rect width="100%" height="100%" fill="#ffffff"/>',
    ...edges.flatMap(({ from, to, why }, at) =>
      arrow(alongRows(points[at] ?? [], columns, size.width), `${from} needs ${to}: ${why.join("; ")}`),
    ),
    ...nodes.flatMap(({ id, label }) => box({ id, label }, places.get(id) ?? { x: 0, y: 0 }, size)),
    "</svg>",
  ].join("\n");
}

interface Layout extends Size {
  readonly places: ReadonlyMap<string, Point>;
  /** For each edge, the centres of its two boxes and the places where it passes between others. */
  readonly points: readonly (readonly Point[])[];
}

function placed({ nodes, edges }: PlatformGraph, size: Size): Layout {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 24, ranksep: 64, marginx: 20, marginy: 20 });
  for (const { id } of nodes) graph.setNode(id, { ...size });
  for (const { from, to } of edges) graph.setEdge(to, from, {});
  layout(graph);
  const places = new Map(nodes.map(({ id }) => [id, pointOf(graph.node(id))]));
  const points = edges.map(({ from, to }) => {
    const between: readonly unknown[] = graph.edge(to, from)["points"] ?? [];
    return [places.get(to), ...between.slice(1, -1).map(pointOf), places.get(from)].filter((point) => point !== undefined);
  });
  const { width = 0, height = 0 } = graph.graph();
  return { places, points, width: round(width), height: round(height) };
}

function pointOf(value: unknown): Point {
  const { x, y } = value as Point;
  return { x, y };
}

/** Within a column of boxes a line runs level, and bends only between columns. */
function alongRows(points: readonly Point[], columns: readonly number[], width: number): readonly Point[] {
  const wide = points.flatMap(({ x, y }) =>
    columns.some((column) => Math.abs(column - x) < 1)
      ? [
          { x: x - width / 2, y },
          { x: x + width / 2, y },
        ]
      : [],
  );
  return wide.slice(1, -1);
}

function box({ id, label }: { readonly id: string; readonly label: string }, { x, y }: Point, { width, height }: Size): readonly string[] {
  return [
    `  <rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6" fill="#eef4fb" stroke="#3b6ea5"/>`,
    `  <text x="${round(x)}" y="${round(y - 3)}" text-anchor="middle" font-weight="600" fill="#10233a">${escaped(id)}</text>`,
    `  <text x="${round(x)}" y="${round(y + LINE - 3)}" text-anchor="middle" fill="#40566d">${escaped(label)}</text>`,
  ];
}

function arrow(points: readonly Point[], why: string): readonly string[] {
  const [start, ...rest] = points;
  if (!start) return [];
  let from = start;
  const path = rest.map((to) => {
    const middle = round((from.x + to.x) / 2);
    const piece =
      from.y === to.y
        ? `L${round(to.x)} ${round(to.y)}`
        : `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    from = to;
    return piece;
  });
  return [
    `  <path d="M${round(start.x)} ${round(start.y)} ${path.join(" ")}" fill="none" stroke="#5b6b7b" marker-end="url(#arrow)"><title>${escaped(why)}</title></path>`,
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
