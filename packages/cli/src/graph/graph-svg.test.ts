import { expect, test } from "vitest";

import { graphMermaid } from "./graph-mermaid.ts";
import { graphSvg } from "./graph-svg.ts";
import { platformGraph } from "./platform-graph.ts";

const graph = {
  nodes: [
    { id: "a", label: "chart 1.0.0" },
    { id: "b", label: 'with "<&>"' },
  ],
  edges: [{ from: "b", to: "a", why: ["x uses host <y>"] }],
};

test("an SVG has a box for each component and an arrow that says why, all of it escaped", () => {
  const svg = graphSvg(graph, "p & q");
  expect(svg.match(/<rect [^>]*rx="6"/g)).toHaveLength(2);
  expect(svg.match(/<title>[^<]*<\/title>/g)).toStrictEqual([
    "<title>p &amp; q</title>",
    "<title>b needs a: x uses host &lt;y&gt;</title>",
  ]);
  expect(svg).toContain(">with &quot;&lt;&amp;&gt;&quot;</text>");
});

test("an arrow begins at the right of one box and ends at the left of the other", () => {
  const svg = graphSvg(graph, "t");
  const [left = [], right = []] = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)].map((match) =>
    match.slice(1).map(Number),
  );
  const middle = (left[1] ?? 0) + (left[3] ?? 0) / 2;
  expect(svg).toContain(`<path d="M${(left[0] ?? 0) + (left[2] ?? 0)} ${middle} L${right[0]} ${middle}"`);
});

test("an empty platform is drawn as well", () => {
  expect(graphSvg({ nodes: [], edges: [] }, "t").endsWith("</svg>")).toBe(true);
  expect(graphMermaid({ nodes: [], edges: [] })).toBe("flowchart LR");
});

test("what others need comes first, and two reasons make one edge", () => {
  const instance = (id: string): Parameters<typeof platformGraph>[0]["instances"][number] => ({
    id,
    type: id,
    place: undefined,
    release: { name: id, namespace: id },
    podSecurity: "restricted",
    chart: undefined,
    values: {},
    resources: [],
    secrets: [],
    atRunTime: [],
    readiness: [],
    existing: [],
    crds: "engine",
    varies: undefined,
    clientSideApply: undefined,
  });
  const edges = [
    { from: "a", to: "b", why: "one" },
    { from: "a", to: "b", why: "two" },
    { from: "b", to: "c", why: "three" },
  ];
  expect(platformGraph({ instances: ["a", "b", "c"].map(instance), edges })).toStrictEqual({
    nodes: ["c", "b", "a"].map((id) => ({ id, label: id })),
    edges: [
      { from: "a", to: "b", why: ["one", "two"] },
      { from: "b", to: "c", why: ["three"] },
    ],
  });
});
