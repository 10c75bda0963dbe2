import { expect, test } from "vitest";

import { makeTree } from "../../test/make-tree.ts";
import { configMap } from "../../test/write-template.ts";
import { chartTypes } from "../chart-types.ts";
import { valuesSchema } from "../emit/to-values-schema.ts";

/** Milliseconds, on a busy machine. A chart that isn't bounded takes for ever or ends the process. */
const BOUND = 25_000;

const define = (name: string, body: string): string => `{{ define "${name}" }}${body}{{ end }}`;
const recursive = (body: string): Readonly<Record<string, string>> => ({
  "templates/_x.tpl": define("x", body),
  "templates/a.yaml": configMap('  a: {{ include "x" (dict "v" .Values.a) }}\n  b: {{ .Values.b }}'),
});
const calls = (name: string): string => `{{ include "${name}" (dict "up" . "at" "l") }}{{ include "${name}" (dict "up" . "at" "r") }}`;
const schemaOf = (schema: object): Readonly<Record<string, string>> => ({ "values.schema.json": JSON.stringify(schema) });
const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

interface Outcome {
  readonly keys: readonly string[];
  readonly open: string | undefined;
}

/** What is known of the top level; the rest is written out, so that it has to be bounded too. */
function outcomeOf(files: Readonly<Record<string, string>>): Outcome {
  const types = chartTypes(makeTree(files));
  expect(JSON.stringify(valuesSchema(types)).length).toBeLessThan(5_000_000);
  return { keys: [...types.values.properties.keys()].filter((key) => key !== "global"), open: types.values.openBecause?.text };
}

const TOO_DEEP = /: nested deeper than 500 levels$/u;
const TOO_LONG = /^follow the chart's templates: more than 500000 steps$/u;

test.each<[string, Readonly<Record<string, string>>, Outcome["keys"]]>([
  ["a definition that includes itself", recursive('{{ .v.n }}{{ include "x" . }}'), ["a", "b"]],
  ["… with a growing dictionary", recursive('{{ .v.n }}{{ include "x" (dict "v" .v "up" .) }}'), ["a", "b"]],
  ["… with a dictionary that holds itself", recursive('{{ $_ := set . "in" (dict "in" .) }}{{ include "x" .in }}'), ["a", "b"]],
  ["… with a growing text", recursive('{{ include "x" (printf "%s%s" .v .v) }}'), ["a", "b"]],
  ["… with a growing list", recursive('{{ include "x" (dict "v" (append (list .v) .v)) }}'), ["a", "b"]],
  [
    "… with each of four lists",
    recursive(`{{ .v.n }}${["k", "l", "m", "n"].map((key) => `{{ range .v.${key} }}{{ include "x" (dict "v" .) }}{{ end }}`).join("")}`),
    ["a", "b"],
  ],
  [
    "definitions that all call the next twice",
    {
      "templates/_x.tpl": many(2000, (index) => define(`x${index}`, `{{ include "x${index + 1}" . }}`.repeat(2))),
      "templates/a.yaml": configMap('  a: {{ include "x0" . }}\n  b: {{ .Values.b }}'),
    },
    ["b"],
  ],
  [
    "a text that doubles",
    {
      "templates/a.yaml": `{{ $x := "aaaaaaaaaa" }}${'{{ $x = printf "%s%s" $x $x }}'.repeat(60)}${configMap("  a: {{ $x }}\n  b: {{ .Values.b }}")}`,
    },
    ["b"],
  ],
  [
    "a value that doubles",
    { "templates/a.yaml": `{{ $x := .Values.a }}${'{{ $x = printf "%s%s" $x $x }}'.repeat(1000)}${configMap("  a: {{ $x }}")}` },
    ["a"],
  ],
  [
    "an endless indentation",
    { "templates/a.yaml": configMap('  a: {{ indent 2000000000 "x" }}{{ .Values.b | nindent 2000000000 }}{{ .Values.c | indent -1 }}') },
    ["b", "c"],
  ],
  [
    "a loop of a billion",
    { "templates/a.yaml": configMap("{{ range until 1000000000 }}\n  a{{ . }}: {{ $.Values.b }}\n{{ end }}") },
    ["b"],
  ],
  [
    "an expression that backtracks",
    { "templates/a.yaml": configMap(`  a: {{ regexSplit "(a+)+$" "${"a".repeat(60)}b" -1 }}\n  b: {{ .Values.b }}`) },
    ["b"],
  ],
  [
    "texts that are templates of each other",
    {
      "values.yaml": 'a: "{{ tpl .Values.b . }}{{ tpl .Values.a . }}"\nb: "{{ tpl .Values.a . }}{{ tpl .Values.b . }}"\n',
      "templates/a.yaml": configMap("  a: {{ tpl .Values.a . }}"),
    },
    ["a", "b"],
  ],
  ["100000 actions", { "templates/a.yaml": configMap(many(100_000, (index) => `  a${index}: {{ .Values.b }}`)) }, ["b"]],
  ["100000 actions in a line", { "templates/a.yaml": configMap(`  a: ${"{{ .Values.b }}".repeat(100_000)}`) }, ["b"]],
  ["a path of 20000 fields", { "templates/a.yaml": configMap(`  a: {{ .Values${".a.b".repeat(10_000)} }}`) }, ["a"]],
  [
    "a schema that refers to itself twice",
    schemaOf({
      $defs: { n: { type: "object", properties: { l: { $ref: "#/$defs/n" }, r: { $ref: "#/$defs/n" } } } },
      properties: { a: { $ref: "#/$defs/n" } },
    }),
    ["a"],
  ],
  ["a schema that is itself", schemaOf({ $ref: "#" }), []],
  [
    "schemas that are each other",
    schemaOf({
      $defs: { a: { allOf: [{ $ref: "#/$defs/b" }, { $ref: "#/$defs/b" }] }, b: { $ref: "#/$defs/a" } },
      properties: { a: { $ref: "#/$defs/a" } },
    }),
    ["a"],
  ],
])(
  "%s",
  (_, files, keys) => {
    expect(outcomeOf(files)).toEqual({ keys, open: undefined });
  },
  BOUND,
);

test.each<[string, string, RegExp]>([
  ["conditions, 10000 deep", `${"{{ if .Values.a }}".repeat(10_000)}x: {{ .Values.b }}${"{{ end }}".repeat(10_000)}`, TOO_DEEP],
  ["parentheses, 10000 deep", `x: {{ ${"(".repeat(10_000)}.Values.b${")".repeat(10_000)} }}`, TOO_DEEP],
  [
    "10000 conditions, each otherwise",
    `{{ if .Values.a }}${"{{ else if .Values.c }}x: {{ .Values.b }}\n".repeat(10_000)}{{ end }}`,
    TOO_DEEP,
  ],
  [
    "40 definitions that differ in each call",
    `${many(40, (index) => define(`x${index}`, calls(`x${index + 1}`)))}{{ include "x0" . }}`,
    TOO_LONG,
  ],
])(
  "given up, and everything open: %s",
  (_, template, because) => {
    const { open } = outcomeOf({ "templates/a.yaml": template });
    expect(open).toMatch(because);
  },
  BOUND,
);

test(
  "a document with more places than can be told apart loses none of its values",
  () => {
    const lines = many(8000, (index) => `  a${index}: {{ toJson .Values.k${index} }}`);
    const { values } = chartTypes(
      makeTree({ "values.yaml": many(8000, (index) => `k${index}: {}`), "templates/a.yaml": configMap(lines) }),
    );
    const closed = [...values.properties].filter(([key, { additional }]) => key !== "global" && !additional).map(([key]) => key);
    expect({ closed, keys: values.properties.size - 1 }).toEqual({ closed: [], keys: 8000 });
  },
  BOUND,
);
