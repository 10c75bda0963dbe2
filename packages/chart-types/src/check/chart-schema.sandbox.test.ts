import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packChartTree } from "@helmwright/charts";
import type { HelmwrightError } from "@helmwright/core";
import { createHelm, type Helm } from "@helmwright/helm";
import { resolveTools } from "@helmwright/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";

import { makeTree } from "../../test/make-tree.ts";
import { openChart } from "../chart/open-chart.ts";
import { checkFile } from "./check-file.ts";
import { checkMerged } from "./check-merged.ts";
import { renderFindings } from "./render-findings.ts";

// Needs the real Helm binary, but no cluster.

let helm: Helm;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmwright-schema-"));
  helm = createHelm({ binary: (await resolveTools({ names: ["helm"] }))["helm"]?.path ?? "", homeDir: directory });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
const DRAFT_7 = "http://json-schema.org/draft-07/schema#";
const DRAFT_4 = "http://json-schema.org/draft-04/schema#";

type Case = readonly [name: string, schema: object | boolean, values: readonly object[]];

const cases: readonly Case[] = [
  [
    "types",
    { properties: { a: { type: ["integer", "string"] } } },
    [{ a: 1 }, { a: 1.5 }, { a: 1e3 }, { a: "1" }, { a: true }, { a: null }],
  ],
  ["required, and what defaults give", { required: ["given", "other"] }, [{}, { other: 1 }, { other: null }]],
  ["closed", { properties: { given: true, a: true }, additionalProperties: false }, [{ a: 1 }, { b: 1 }]],
  ["a global of Helm", { properties: { given: true }, additionalProperties: false }, [{}, { global: { a: 1 } }]],
  [
    "enum and const",
    { properties: { a: { enum: [1, "x", { b: 1 }] }, b: { const: [1] } } },
    [{ a: { b: 1 } }, { a: { b: 2 } }, { b: [1] }, { b: [2] }],
  ],
  ["numbers", { properties: { a: { minimum: 1, exclusiveMaximum: 5, multipleOf: 0.1 } } }, [{ a: 1 }, { a: 5 }, { a: 4.3 }, { a: 4.35 }]],
  ["strings", { properties: { a: { minLength: 2, maxLength: 3 } } }, [{ a: "ä" }, { a: "😀😀" }, { a: "abcd" }]],
  ["patterns of Go", { properties: { a: { pattern: "^(?i)[a-z\\-]+$" } } }, [{ a: "A-b" }, { a: "1" }]],
  ["keys by pattern", { patternProperties: { "^x\\-": { type: "string" } } }, [{ "x-a": 1 }, { "x-a": "b" }, { y: 1 }]],
  ["key names", { propertyNames: { maxLength: 5 } }, [{ abc: 1 }, { abcdefg: 1 }]],
  [
    "lists",
    { properties: { a: { items: { type: "string" }, minItems: 1, uniqueItems: true } } },
    [{ a: [] }, { a: ["x"] }, { a: ["x", "x"] }, { a: [1] }],
  ],
  ["choices", { properties: { a: { oneOf: [{ type: "integer" }, { minimum: 2 }] } } }, [{ a: 1 }, { a: 2 }, { a: 2.5 }, { a: "x" }]],
  ["not", { not: { required: ["a", "b"] } }, [{ a: 1 }, { a: 1, b: 1 }]],
  [
    "if",
    JSON.parse('{"if":{"properties":{"a":{"const":1}},"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}') as object,
    [{ a: 1 }, { a: 1, b: 1 }, { a: 2 }, { c: 1 }],
  ],
  [
    "references",
    { $ref: "#/$defs/root", $defs: { root: { properties: { a: { $ref: "#/$defs/leaf" } } }, leaf: { type: "string" } } },
    [{ a: "x" }, { a: 1 }],
  ],
  [
    "a tree",
    { $ref: "#/definitions/node", definitions: { node: { properties: { child: { $ref: "#/definitions/node" }, a: { type: "string" } } } } },
    [{ child: { child: { a: 1 } } }, { child: { a: "x" } }],
  ],
  ["anchors", { $ref: "#root", $defs: { x: { $anchor: "root", properties: { a: { type: "string" } } } } }, [{ a: 1 }, { a: "x" }]],
  [
    "beside a reference",
    { properties: { a: { $ref: "#/$defs/x", maxLength: 2 } }, $defs: { x: { type: "string" } } },
    [{ a: "abc" }, { a: "ab" }],
  ],
  [
    "beside a reference, before 2019",
    { $schema: DRAFT_7, properties: { a: { $ref: "#/definitions/x", maxLength: 2 } }, definitions: { x: { type: "string" } } },
    [{ a: "abc" }, { a: 1 }],
  ],
  ["formats", { properties: { a: { format: "ipv4" } } }, [{ a: "x" }]],
  [
    "formats, before 2019",
    { $schema: DRAFT_7, properties: { a: { format: "ipv4" }, b: { format: "int32" } } },
    [{ a: "x" }, { a: "10.0.0.1" }, { b: "x" }],
  ],
  [
    "what came later, before 2019",
    { $schema: DRAFT_7, dependentRequired: { a: ["b"] }, dependencies: { c: ["d"] }, unevaluatedProperties: false },
    [{ a: 1 }, { c: 1 }, { c: 1, d: 1 }],
  ],
  [
    "dependencies",
    { dependentRequired: { a: ["b"] }, dependentSchemas: { c: { required: ["d"] } } },
    [{ a: 1 }, { a: 1, b: 1 }, { c: 1 }, { c: 1, d: 1 }],
  ],
  ["not evaluated", { allOf: [{ properties: { given: true, a: true } }], unevaluatedProperties: false }, [{ a: 1 }, { b: 1 }]],
  ["tuples", { properties: { a: { prefixItems: [{ type: "string" }], items: false } } }, [{ a: ["x"] }, { a: ["x", 1] }, { a: [1] }]],
  [
    "tuples, before 2020",
    { $schema: DRAFT_7, properties: { a: { items: [{ type: "string" }], additionalItems: false } } },
    [{ a: ["x"] }, { a: ["x", 1] }, { a: [1] }],
  ],
  ["contains", { properties: { a: { contains: { const: 1 }, minContains: 2 } } }, [{ a: [1, 1] }, { a: [1] }, { a: [] }]],
  ["draft 4", { $schema: DRAFT_4, properties: { a: { minimum: 1, exclusiveMinimum: true } } }, [{ a: 1 }, { a: 2 }]],
  ["nothing passes", { not: {} }, [{}]],
  ["without end", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } }, [{}]],
  [
    "a resource of its own",
    { properties: { a: { $ref: "https://example.org/own.json" } }, $defs: { x: { $id: "https://example.org/own.json", type: "string" } } },
    [{ a: 1 }, { a: "x" }],
  ],
];

test.each(cases)("refuses what Helm refuses: %s", async (_, schema, documents) => {
  const tree = makeTree({
    "values.yaml": "given: 1\n",
    "values.schema.json": JSON.stringify(schema),
    "templates/a.yaml": configMap("x"),
  });
  const archive = join(directory, "chart.tgz");
  await writeFile(archive, await packChartTree(tree));
  const chart = openChart(tree);
  const verdicts = [];
  for (const values of documents) {
    const byHelm = await helm.template("x", archive, { values: { ...values } }).then(
      () => "takes",
      (error: unknown) => ((error as HelmwrightError).code.startsWith("HELM_") ? "refuses" : String(error)),
    );
    const files = [checkFile({ name: "values.yaml", text: JSON.stringify(values) }, {})];
    const refused = checkMerged({ chart, files, complete: undefined }).some(({ severity }) => severity === "error");
    verdicts.push({ values, byHelm, byUs: refused ? "refuses" : "takes" });
  }
  expect(verdicts.map(({ values, byUs }) => ({ values, by: byUs }))).toEqual(
    verdicts.map(({ values, byHelm }) => ({ values, by: byHelm })),
  );
});

test("what Helm says when it renders", async () => {
  const tree = makeTree({ "templates/a.yaml": configMap('{{ required "a name is needed" .Values.name }}') });
  expect(await renderFindings(tree, [{ name: "a.yaml", text: "name: x\n" }], { helm })).toEqual([]);
  const [finding] = await renderFindings(
    tree,
    [
      { name: "a.yaml", text: "nam: x\n" },
      { name: "b.yaml", text: "[" },
    ],
    { helm },
  );
  expect(finding).toMatchObject({ severity: "error", rule: "render", path: [] });
  expect(finding?.message).toMatch(/^Helm does not render the chart: .*templates\/a\.yaml:4:11.*a name is needed$/u);
});
