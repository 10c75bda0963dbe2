import { expect, test } from "vitest";

import { makeTree } from "../../test/make-tree.ts";
import { openChart } from "../chart/open-chart.ts";
import { chartTypes } from "../chart-types.ts";
import { checkValues, type CheckValuesOptions } from "./check-values.ts";
import type { ValuesFinding } from "./values-finding.ts";

/** Ten references to what holds ten references. */
const EXPLODING = `a: &a [1]\n${
  ["b", "c", "d", "e", "f", "g", "h"].reduce(
    ({ text, above }, name) => ({
      text: `${text}${name}: &${name} [${Array.from({ length: 10 }, () => `*${above}`).join(",")}]\n`,
      above: name,
    }),
    { text: "", above: "a" },
  ).text
}`;

type Files = Readonly<Record<string, string>>;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: x}
spec:
  replicas: {{ .Values.replicaCount }}
  template: {spec: {containers: [{name: x, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}", resources: {{ toYaml .Values.resources | nindent 8 }}}]}}
`;
const web: Files = {
  "values.yaml": "replicaCount: 1\nimage: {repository: web, tag: v1}\nresources: {}\nhosts: [{name: a}]\n",
  "templates/deployment.yaml": deployment,
  "templates/hosts.yaml": "hosts:\n{{ range .Values.hosts }}- {{ .name | quote }}\n{{ end }}",
};

function check(chart: Files, files: Files | string, options?: CheckValuesOptions): readonly ValuesFinding[] {
  const tree = makeTree(chart);
  const texts = Object.entries(typeof files === "string" ? { "values.yaml": files } : files);
  return checkValues(
    openChart(tree),
    chartTypes(tree),
    texts.map(([name, text]) => ({ name, text })),
    options,
  );
}

/** `values.yaml:1:2 rule message` */
function told(findings: readonly ValuesFinding[]): readonly string[] {
  return findings.map(({ severity, rule, file, line, column, message }) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return [...(severity === "warning" ? [severity] : []), ...(place === "" ? [] : [place]), rule, message].join(" ");
  });
}

test("values that fit have no findings", () => {
  expect(
    check(web, { "a.yaml": "replicaCount: 2\n", "b.yaml": "image: {tag: v2}\nhosts:\n", "empty.yaml": "", "comment.yaml": "# nothing\n" }),
  ).toEqual([]);
});

test("everything that is told of one finding", () => {
  expect(check(web, "image:\n  tagg: v2\n")).toEqual([
    {
      severity: "error",
      rule: "type",
      file: "values.yaml",
      line: 2,
      column: 3,
      path: ["image", "tagg"],
      message: 'there is no "image.tagg"',
      hint: undefined,
      didYouMean: "image.tag",
    },
  ]);
});

test.each<[string, string, readonly string[]]>([
  [
    "a key has the place of the key, a value its own",
    "replicaCuont: 1\nimage:\n  repository: [a]\n",
    [
      'values.yaml:1:1 type there is no "replicaCuont"',
      "values.yaml:3:15 type image.repository: expected a string, a number or true or false, found a list",
    ],
  ],
  ["in a list", "hosts:\n  - name: a\n  - nam: b\n", ['values.yaml:3:5 type there is no "hosts[1].nam"']],
  ["in a flow", "resources: {limit: {cpu: 1}}\n", ['values.yaml:1:13 type there is no "resources.limit"']],
  [
    "behind an anchor",
    "a: &x {tagg: v1}\nimage: *x\n",
    ['values.yaml:1:1 type there is no "a"', 'values.yaml:1:8 type there is no "image.tagg"'],
  ],
  [
    "behind a merge",
    "resources: &x {limit: {}}\nimage:\n  <<: *x\n  tag: v1\n",
    ['values.yaml:1:16 type there is no "resources.limit"', 'values.yaml:1:16 type there is no "image.limit"'],
  ],
  [
    "a key that is there twice",
    "image: {tag: a}\nreplicaCount: 1\nimage:\n  tag: b\n  tag: c\n",
    ['values.yaml:3:1 duplicate-key the key "image" is there twice', 'values.yaml:5:3 duplicate-key the key "tag" is there twice'],
  ],
  [
    "several documents",
    "replicaCount: 1\n---\nreplicaCount: two\n",
    [
      "warning values.yaml:3:1 documents another YAML document starts here",
      'values.yaml:3:15 type replicaCount: expected an integer, or its text, found the string "two"',
    ],
  ],
  ["a mark at the start, and lines of Windows", "\uFEFFimage:\r\n  tagg: 1\r\n", ['values.yaml:2:3 type there is no "image.tagg"']],
  ["no YAML", "image: [a\nb: c\n", [expect.stringMatching(/^values\.yaml:\d+:\d+ yaml /u) as string]],
  ["a tab", "image:\n\ttag: v1\n", [expect.stringMatching(/^values\.yaml:2:\d+ yaml /u) as string]],
  ["no mapping", "- a\n", ["values.yaml yaml it holds a list where Helm expects a mapping"]],
  ["what explodes", EXPLODING, ["values.yaml yaml it holds more than 200000 values once its aliases are resolved"]],
  [
    "what is deep",
    `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
    [expect.stringMatching(/^values\.yaml(?::\d+:\d+)? yaml /u) as string],
  ],
])("%s", (_, text, findings) => {
  expect(told(check(web, text))).toEqual(findings);
});

test("each file is checked by itself", () => {
  expect(told(check(web, { "a.yaml": "replicaCount: x\nwrong: 1\n", "b.yaml": "replicaCount: 2\n" }))).toEqual([
    'a.yaml:1:15 type replicaCount: expected an integer, or its text, found the string "x"',
    'a.yaml:2:1 type there is no "wrong"',
  ]);
});

const schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 3, pattern: "^(?i)[a-z\\-]+$" },
    level: { enum: ["low", "high"] },
    port: { anyOf: [{ type: "integer", maximum: 65535 }, { type: "boolean" }] },
    extra: { type: "object", additionalProperties: { type: "string" } },
  },
};
const strict: Files = {
  "values.yaml": "name: \nlevel: low\nport: 80\nextra: {}\n",
  "values.schema.json": JSON.stringify(schema),
  "templates/a.yaml": "a: {{ .Values.name }}{{ .Values.level }}{{ .Values.port }}\nb: {{ toYaml .Values.extra | nindent 2 }}\n",
};

test("the chart's own schema sees all files together, over the defaults", () => {
  expect(check(strict, { "a.yaml": "name: Web-a\n", "b.yaml": "level: high\n" })).toEqual([]);
  expect(told(check(strict, { "a.yaml": "level: high\n" }))).toEqual(["chart-schema name is missing"]);
  expect(told(check(strict, { "a.yaml": "name: abc\nlevel: low\n", "b.yaml": "name:\n" }))).toEqual([
    "b.yaml:1:6 chart-schema name is missing",
  ]);
});

test("what only the schema knows has its place too, and is not told twice", () => {
  const findings = check(strict, { "a.yaml": "name: abc\nport: 99999\n", "b.yaml": "extra:\n  a: 1\nlevel: middle\n" });
  expect(told(findings)).toEqual([
    "a.yaml:2:7 chart-schema port: it fits none of the 2 forms that it can have (integer, boolean)",
    expect.stringMatching(/^b\.yaml:2:6 \S+ extra\.a: expected a string, found the number 1$/u),
    expect.stringMatching(/^b\.yaml:3:8 \S+ level: expected "low" or "high", found the string "middle"$/u),
  ]);
});

test("a subchart's schema sees its part, if it is switched on", () => {
  const parent: Files = {
    "Chart.yaml":
      "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.x, alias: store, condition: store.enabled}]\n",
    "values.yaml": "store: {enabled: true}\n",
    "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "charts/db/values.yaml": "size: 1\nglobal: {zone: a}\n",
    "charts/db/values.schema.json": JSON.stringify({
      properties: { size: { maximum: 10 }, global: { properties: { zone: { type: "string" } } } },
    }),
    "charts/db/templates/a.yaml": "a: {{ .Values.size }}\nb: {{ .Values.global.zone }}\n",
  };
  const text = "store:\n  size: 11\nglobal:\n  zone: [1]\n";
  expect(told(check(parent, text))).toEqual([
    expect.stringMatching(/^values\.yaml:2:9 \S+ store\.size: /u),
    expect.stringContaining("values.yaml:4:9 "),
  ]);
  expect(check(parent, "store:\n  size: 11\n  enabled: false\n").filter(({ rule }) => rule === "chart-schema")).toEqual([]);
});

test("what stands in place of a subchart's values is told as Helm does", () => {
  const parent: Files = { "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n", "charts/db/values.yaml": "a: 1\n" };
  expect(told(check(parent, "db: 3\n")).at(-1)).toMatch(/^values\.yaml:1:5 /u);
});

test("addresses are not fetched, and told", () => {
  const chart: Files = {
    "values.yaml": "a: 1\n",
    "values.schema.json": JSON.stringify({ properties: { a: { $ref: "https://example.org/a.json" } } }),
  };
  expect(told(check(chart, "a: 2\n"))).toEqual([
    "warning chart-schema values.schema.json of web 1.0.0: https://example.org/a.json is not looked at; Helm would fetch it",
  ]);
});

test("a schema that refers to itself without end is an error, as in Helm", () => {
  const chart: Files = {
    "values.yaml": "a: 1\n",
    "values.schema.json": JSON.stringify({ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } }),
  };
  expect(told(check(chart, "a: 2\n"))).toEqual([
    "chart-schema values.schema.json of web 1.0.0 can't be used: it refers to itself without end",
  ]);
});

test("what the chart needs is asked for when the values are complete", () => {
  const chart: Files = {
    "values.yaml": "name:\ndb: {host: }\n",
    "templates/a.yaml": 'a: {{ required "name is needed" .Values.name }}\nb: {{ required "host is needed" .Values.db.host }}\n',
  };
  expect(told(check(chart, "db: {}\n"))).toEqual([]);
  expect(told(check(chart, "db: {host: x}\n", { complete: true }))).toEqual(["required name is missing"]);
  expect(told(check(chart, "name: x\ndb: {enabled: false}\n", { complete: true })).filter((line) => line.includes("required"))).toEqual([]);
});

test("secrets are not told", () => {
  const chart: Files = {
    "values.yaml": "password: ''\n",
    "values.schema.json": JSON.stringify({ properties: { password: { maxLength: 3 } } }),
  };
  expect(JSON.stringify(check(chart, "password: hunter2\n"))).not.toContain("hunter2");
});
