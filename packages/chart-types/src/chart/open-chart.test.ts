import { HelmwrightError } from "@helmwright/core";
import { expect, test } from "vitest";
import { makeTree } from "../../test/make-tree.ts";
import { openChart } from "./open-chart.ts";

const metadata = (name: string, more = "", version = "1.0.0"): string => `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;

test("reads a chart's parts as Helm assigns them", () => {
  const chart = openChart(
    makeTree({
      "Chart.yaml": metadata("web", "appVersion: 1.10\ndeprecated: true\ntype: library\n"),
      "Chart.lock": "dependencies: []\n",
      "values.yaml": "\uFEFFa: 1\n",
      "values.schema.json": '{"type":"object"}',
      "templates/b.yaml": "b",
      "templates/NOTES.txt": "n",
      "templates/sub/_a.tpl": "\uFEFFa",
      "crds/x.yaml": "apiVersion: v1\nkind: X\nmetadata: {}\n---\n",
      "charts/notes.prov": "p",
      "config/app.toml": "c",
    }),
  );
  expect({
    ...chart,
    defaults: chart.defaults.values,
    files: [...chart.files.keys()],
  }).toStrictEqual({
    name: "web",
    version: "1.0.0",
    type: "library",
    appVersion: "1.1",
    deprecated: true,
    defaults: { a: 1 },
    schema: { type: "object" },
    templates: [
      { path: "templates/NOTES.txt", text: "n" },
      { path: "templates/b.yaml", text: "b" },
      { path: "templates/sub/_a.tpl", text: "a" },
    ],
    files: ["crds/x.yaml", "charts/notes.prov", "config/app.toml"],
    crds: [{ apiVersion: "v1", kind: "X", metadata: {} }],
    subcharts: [],
  });
});

test("subcharts: aliases, conditions, a missing one, one that is not declared, one out of range", () => {
  const dependencies = `dependencies:
- {name: db, version: ">=1.0.0, <2.0.0", alias: read, condition: "read.enabled,global.db", tags: [store], import-values: [data, {child: a.b, parent: .}, 3]}
- {name: db, version: 1.x}
- {name: gone, version: 1.0.0}
- {name: old, version: 2.x}
`;
  const { subcharts } = openChart(
    makeTree({
      "Chart.yaml": metadata("web", dependencies),
      "charts/db-folder/Chart.yaml": metadata("db"),
      "charts/db-folder/values.yaml": "x: 1\n",
      "charts/old/Chart.yaml": metadata("old"),
      "charts/more/Chart.yaml": metadata("more"),
      "charts/_off/Chart.yaml": metadata("off"),
      "charts/README.md": "no chart",
    }),
  );
  expect(subcharts.map(({ chart, ...one }) => ({ ...one, chart: chart?.name }))).toStrictEqual([
    { key: "more", declared: false, condition: [], tags: [], importValues: [], chart: "more" },
    {
      key: "read",
      declared: true,
      condition: ["read.enabled", "global.db"],
      tags: ["store"],
      importValues: ["data", { child: "a.b", parent: "." }],
      chart: "db",
    },
    { key: "db", declared: true, condition: [], tags: [], importValues: [], chart: "db" },
    { key: "gone", declared: true, condition: [], tags: [], importValues: [], chart: undefined },
    { key: "old", declared: true, condition: [], tags: [], importValues: [], chart: "old" },
  ]);
  expect(subcharts[1]?.chart).toBe(subcharts[2]?.chart);
});

test("a chart of the first version declares its dependencies in requirements.yaml, which templates see", () => {
  const chart = openChart(
    makeTree({ "Chart.yaml": "name: web\nversion: 1.0.0\n", "requirements.yaml": "dependencies:\n- {name: db, version: 1.x}\n" }),
  );
  expect([chart.subcharts.map(({ key }) => key), [...chart.files.keys()]]).toStrictEqual([["db"], ["requirements.yaml"]]);
});

test("a schema brings the chart's own files, and leaves URLs and other files alone", () => {
  const schema = {
    properties: {
      a: { $ref: "schemas/a.json#/definitions/x" },
      b: { $ref: "https://example.org/b.json" },
      c: { $ref: "../../etc/passwd" },
      d: { $ref: "#/definitions/d" },
      e: { $ref: "%zz" },
    },
  };
  const a = { definitions: { x: { $ref: "#/definitions/y" }, y: { $ref: "a.json" }, z: { $ref: "../values.schema.json#/properties" } } };
  const chart = openChart(makeTree({ "values.schema.json": JSON.stringify(schema), "schemas/a.json": JSON.stringify(a) }));
  expect(chart.schema).toStrictEqual({
    properties: { ...schema.properties, a: { $ref: "#/$defs/schemas~1a.json/definitions/x" } },
    $defs: {
      "schemas/a.json": {
        definitions: {
          x: { $ref: "#/$defs/schemas~1a.json/definitions/y" },
          y: { $ref: "#/$defs/schemas~1a.json" },
          z: { $ref: "#/properties" },
        },
      },
    },
  });
});

const explosion = `apiVersion: v1
kind: X
metadata: {}
a0: &a0 [1]
${Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]\n`).join("")}`;

const tooDeep = Object.fromEntries(
  Array.from({ length: 30 }, (_, depth) => [`${"charts/x/".repeat(depth)}Chart.yaml`, metadata("x")] as const),
);

test.each([
  ["no Chart.yaml", { "Chart.yaml": "" }, "CHART_ARCHIVE_INVALID"],
  ["values that are a list", { "values.yaml": "- a\n" }, "VALUES_INVALID"],
  ["values that are not UTF-8", { "values.yaml": Buffer.from([0x61, 0x3a, 0x20, 0xff]) }, "VALUES_INVALID"],
  ["a schema that is not JSON", { "values.schema.json": "type: object" }, "CHART_SCHEMA_INVALID"],
  ["a schema that is a list", { "values.schema.json": "[]" }, "CHART_SCHEMA_INVALID"],
  ["a schema 10,000 deep", { "values.schema.json": `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}` }, "CHART_SCHEMA_INVALID"],
  ["a schema of 2 million values", { "values.schema.json": `[${"1,".repeat(2_000_000)}1]` }, "CHART_SCHEMA_INVALID"],
  ["CRDs with aliases that explode", { "crds/x.yaml": explosion }, "CHART_ARCHIVE_INVALID"],
  [
    "a Chart.yaml with aliases that explode",
    { "Chart.yaml": `name: web\nversion: 1.0.0\ndependencies: *a30\n${explosion}` },
    "CHART_ARCHIVE_INVALID",
  ],
  ["subcharts 30 deep", tooDeep, "CHART_TOO_DEEP"],
])("refuses %s", (_, files: Readonly<Record<string, string | Buffer>>, code) => {
  expect(() => openChart(makeTree(files))).toThrow(
    expect.objectContaining({ code, constructor: HelmwrightError, hint: expect.any(String) as string }),
  );
});

test("the schema `true` says nothing", () => {
  expect(openChart(makeTree({ "values.schema.json": "true" })).schema).toBeUndefined();
});
