import { expect, test } from "vitest";

import { makeTree } from "../../test/make-tree.ts";
import { chartTypes } from "../chart-types.ts";
import type { ChartTypes } from "../value-type.ts";
import { breaksValues, diffTypes, type TypeChange } from "./diff-types.ts";
import { formatTypesDiff } from "./format-types-diff.ts";

const typesOf = (version: string, values: string, template = ""): ChartTypes =>
  chartTypes(
    makeTree({ "Chart.yaml": `apiVersion: v2\nname: web\nversion: ${version}\n`, "values.yaml": values, "templates/a.yaml": template }),
  );

const deployment = (replicas: string, more = ""): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  replicas: {{ .Values.${replicas} }}\n${more}`;

const changes = (before: ChartTypes, after: ChartTypes, values?: unknown): readonly TypeChange[] =>
  diffTypes(before, after, values).changes;

test("the same chart has no changes", () => {
  const types = typesOf("1.0.0", "a: 1\nb: {c: [x]}\n", "a: {{ .Values.a }}\n");
  expect(diffTypes(types, types, { a: 2 })).toEqual({ before: types.chart, after: types.chart, changes: [], omitted: 0 });
});

test("what comes, what goes, and what has another default", () => {
  const template = (...keys: readonly string[]): string => keys.map((key) => `${key}: {{ .Values.${key} | quote }}\n`).join("");
  const before = typesOf("1.0.0", "old: text\nkept: some text\n", template("old", "kept"));
  const after = typesOf("2.0.0", "fresh: 5\nkept: other text\n", template("fresh", "kept"));
  expect(changes(before, after, { old: "x", kept: "y", fresh: 2 })).toMatchObject([
    { kind: "removed", path: "old", touches: ["old"] },
    { kind: "default", path: "kept", before: "some text", after: "other text", touches: ["kept"] },
    { kind: "added", path: "fresh", touches: ["fresh"] },
  ]);
});

test("a key that goes with everything below it is one change, and touches the leaves that are given", () => {
  const before = typesOf("1.0.0", "server: {a: 1, b: {c: 2}}\n", "a: {{ .Values.server.a }}\nc: {{ .Values.server.b.c }}\n");
  const after = typesOf("2.0.0", "", "");
  expect(changes(before, after, { server: { b: { c: 3 }, list: [{ x: 1 }, {}] } })).toMatchObject([
    { kind: "removed", path: "server", touches: ["server.b.c", "server.list[0].x", "server.list[1]"] },
  ]);
});

test("a near name with the same uses is guessed to be a rename, once", () => {
  const before = typesOf("1.0.0", "replicas: 1\nother: 1\n", deployment("replicas"));
  const after = typesOf("2.0.0", "replicaCount: 1\nother: 1\n", deployment("replicaCount"));
  expect(changes(before, after, { replicas: 3 })).toEqual([
    { kind: "renamed", path: "replicas", to: "replicaCount", because: "near name, same uses", touches: ["replicas"] },
  ]);
});

test("a key that moves keeps its name and its default", () => {
  const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nspec: {containers: [{name: x, image: "{{ .Values.${image} }}"}]}\n`;
  const others = "---\na: {{ .Values.app.x }}\nb: {{ .Values.web.y }}\n";
  const before = typesOf("1.0.0", "app: {image: example.org/web, x: 1}\nweb: {y: 1}\n", `${pod("app.image")}${others}`);
  const after = typesOf("2.0.0", "app: {x: 1}\nweb: {y: 1, image: example.org/web}\n", `${pod("web.image")}${others}`);
  expect(changes(before, after)).toEqual([
    { kind: "renamed", path: "app.image", to: "web.image", because: "same name, same default", touches: [] },
  ]);
});

test("keys that have nothing in common are no rename", () => {
  const before = typesOf("1.0.0", "alpha: true\n", "a: {{ .Values.alpha }}\n");
  const after = typesOf("2.0.0", "omega: true\n", "b: {{ .Values.omega }}\n");
  expect(changes(before, after).map(({ kind, path }) => [kind, path])).toEqual([
    ["removed", "alpha"],
    ["added", "omega"],
  ]);
});

test("another type breaks values, a wider one does not", () => {
  const pod = (field: string): string => `apiVersion: v1\nkind: Pod\nspec: {${field}}\n`;
  const whole = typesOf("1.0.0", "a: 1\n", pod("priority: {{ .Values.a }}"));
  const text = typesOf("2.0.0", "a: x\n", pod("nodeName: {{ .Values.a }}"));
  const anything = typesOf("3.0.0", "a:\n", "{{ .Values.a | toYaml }}");
  const [narrowed] = changes(whole, text, { a: 2 });
  const [widened] = changes(whole, anything, { a: 2 });
  expect([narrowed, widened]).toMatchObject([
    { kind: "type", path: "a", takesMore: false, touches: ["a"] },
    { kind: "type", path: "a", after: "anything", takesMore: true, touches: ["a"] },
  ]);
  expect([narrowed, widened].map((change) => change && breaksValues(change))).toEqual([true, false]);
});

test("elements of lists are told by their place", () => {
  const template = (key: string): string => `{{ range .Values.hosts }}\n- a: {{ .name }}\n  b: {{ .${key} }}\n{{ end }}`;
  const before = typesOf("1.0.0", "hosts: [{name: a, port: 1}]\n", template("port"));
  const after = typesOf("2.0.0", "hosts: [{name: a, address: x}]\n", template("address"));
  expect(changes(before, after, { hosts: [{ name: "b" }, { name: "c", port: 3 }] })).toMatchObject([
    { kind: "removed", path: "hosts[].port", touches: ["hosts[1].port"] },
    { kind: "default", path: "hosts", touches: ["hosts[0].name", "hosts[1].name", "hosts[1].port"] },
    { kind: "added", path: "hosts[].address", touches: [] },
  ]);
});

test("a default of an open map is no key that comes or goes", () => {
  const template = "apiVersion: v1\nkind: ConfigMap\ndata: {{ toYaml .Values.data | nindent 2 }}\n";
  const before = typesOf("1.0.0", "data: {a: x, b: old}\n", template);
  const after = typesOf("2.0.0", "data: {a: x, c: new}\n", template);
  expect(changes(before, after).map(({ kind, path, before: from, after: to }) => [kind, path, from, to])).toEqual([
    ["default", "data.b", "old", undefined],
    ["default", "data.c", undefined, "new"],
  ]);
});

test("a comparison is told by kind, what touches given values always, and summed up", () => {
  const before = typesOf(
    "1.0.0",
    "replicas: 1\na1: x\na2: x\na3: x\nport: 80\n",
    `${deployment("replicas")}# {{ .Values.a1 }}{{ .Values.a2 }}{{ .Values.a3 }}{{ .Values.port }}\n`,
  );
  const after = typesOf("2.0.0", "replicaCount: 1\nport: 8080\n", `${deployment("replicaCount")}# {{ .Values.port }}\n`);
  const text = formatTypesDiff(diffTypes(before, after, { a3: "y", port: 1 }), { withValues: true, most: 1 });
  expect(text.split("\n")).toEqual([
    "web 1.0.0 → 2.0.0",
    "",
    "removed: 3",
    expect.stringMatching(/^ {2}- a1 {2}/u),
    expect.stringMatching(/^ {2}- a3 {2}/u),
    "      yours: a3",
    "  and 1 more",
    "",
    "renamed (a guess): 1",
    "  → replicas → replicaCount  near name, same uses",
    "",
    "other default: 1",
    "  ~ port  80 → 8080",
    "      yours stays: port",
    "",
    "3 removed, 1 renamed, 1 default; 1 touches your values",
  ]);
  expect(formatTypesDiff(diffTypes(before, before), { withValues: false })).toBe("web 1.0.0 → 1.0.0\n\nNothing changes in the values.");
});
