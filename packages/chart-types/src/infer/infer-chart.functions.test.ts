import { expect, test } from "vitest";

import { configMap, replicas, typesOf } from "../../test/write-template.ts";

const INTEGER = "integer / also string";
const CLOSED = "object / closed";
/** Printed as text, so that every scalar is as good. */
const PRINTED = "string / also integer number boolean";

test.each<[string, Readonly<Record<string, string>>]>([
  ["{{ (merge (dict) .Values.a .Values.b).c }}", { a: CLOSED, "a.c": INTEGER, b: CLOSED, "b.c": INTEGER }],
  ["{{ (mergeOverwrite (deepCopy .Values.a) .Values.b).c }}", { a: CLOSED, "a.c": INTEGER, b: CLOSED, "b.c": INTEGER }],
  ['{{ (merge (dict "c" .Values.x) .Values.a).c }}', { x: INTEGER, a: CLOSED, "a.c": INTEGER }],
  ['{{ (pick .Values.a "b" "c").b }}', { a: CLOSED, "a.b": INTEGER, "a.c": "anything" }],
  ['{{ (omit .Values.a "b").c }}', { a: CLOSED, "a.b": "anything", "a.c": INTEGER }],
  ['{{ dig "b" "c" 1 .Values.a }}', { a: CLOSED, "a.b": CLOSED, "a.b.c": INTEGER }],
  ['{{ get .Values.a "b" }}', { a: CLOSED, "a.b": INTEGER }],
  ['{{ index .Values.a "b" "c" }}', { a: CLOSED, "a.b": CLOSED, "a.b.c": INTEGER }],
  ['{{ if hasKey .Values.a "b" }}{{ .Values.a.c }}{{ end }}', { a: CLOSED, "a.b": "anything", "a.c": INTEGER }],
  ['{{ $m := dict }}{{ $_ := set $m "b" .Values.a }}{{ $m.b }}', { a: INTEGER }],
  ['{{ $_ := set .Values.a "b" .Values.c }}{{ .Values.a.b }}', { a: CLOSED, "a.b": INTEGER, c: INTEGER }],
  ['{{ $at := .Values }}{{ range splitList "." "a.b" }}{{ $at = index $at . }}{{ end }}{{ $at }}', { a: CLOSED, "a.b": INTEGER }],
])("maps: %s", (expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["{{ .Values.a | default 1 }}", { a: INTEGER }],
  ["{{ default .Values.b .Values.a }}", { a: INTEGER, b: INTEGER }],
  ["{{ coalesce .Values.a .Values.b 3 }}", { a: INTEGER, b: INTEGER }],
  ["{{ ternary .Values.a .Values.b .Values.c }}", { a: INTEGER, b: INTEGER, c: "anything" }],
  ["{{ or .Values.a .Values.b }}", { a: INTEGER, b: INTEGER }],
  ['{{ required "set a" .Values.a }}', { a: `${INTEGER} / required` }],
  ['{{ if not .Values.a }}{{ fail "a" }}{{ end }}{{ .Values.b }}', { a: "anything", b: INTEGER }],
  ["{{ int .Values.a }}", { a: "integer / also string number" }],
  ["{{ .Values.a | default 5 | int64 }}", { a: "integer / also string number" }],
  ['{{ (lookup "v1" "Secret" .Values.a "x").data }}', { a: "anything" }],
])("choices and numbers: %s", (expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test("a default of the chart makes what is required optional", () => {
  expect(typesOf(replicas('{{ required "set a" .Values.a }}'), { values: "a: 1" })).toEqual({ a: INTEGER });
});

const EITHER = { a: "integer object / also string / closed", "a.b": INTEGER };

test.each<[string, Readonly<Record<string, string>>]>([
  ['{{ if kindIs "map" .Values.a }}{{ .Values.a.b }}{{ else }}{{ .Values.a }}{{ end }}', EITHER],
  ['{{ if eq (kindOf .Values.a) "map" }}{{ .Values.a.b }}{{ else }}{{ .Values.a }}{{ end }}', EITHER],
  ['{{ if eq "map[string]interface {}" (typeOf .Values.a) }}{{ .Values.a.b }}{{ else }}{{ .Values.a }}{{ end }}', EITHER],
  ['{{ if not (kindIs "map" .Values.a) }}{{ .Values.a }}{{ else }}{{ .Values.a.b }}{{ end }}', EITHER],
  [
    '{{ if kindIs "string" .Values.a }}{{ tpl .Values.a . }}{{ else }}{{ .Values.a.b }}{{ end }}',
    { a: "string object / closed", "a.b": INTEGER },
  ],
  [
    '{{ if eq (typeOf .Values.a) "string" }}{{ tpl .Values.a . }}{{ else }}{{ .Values.a.b }}{{ end }}',
    { a: "string object / closed", "a.b": INTEGER },
  ],
])("tests for a type: %s", (expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ["toYaml and back", "{{ (.Values.a | toYaml | fromYaml).b }}", { a: CLOSED, "a.b": INTEGER }],
  [
    "an included document",
    '{{ define "r" }}\nb: {{ .Values.a.n }}\n{{ end }}{{ (include "r" . | fromYaml).b }}',
    { a: CLOSED, "a.n": INTEGER },
  ],
  [
    "an included JSON document",
    '{{ define "r" }}{"b": {{ .Values.a.n | toJson }} }{{ end }}{{ (include "r" . | fromJson).b }}',
    { a: CLOSED, "a.n": INTEGER },
  ],
  ["a value that is YAML", "{{ (fromYaml .Values.a).b }}", { a: "string" }],
  ["tpl", "{{ tpl .Values.a . }}", { a: "string" }],
])("texts as structures: %s", (_, expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test("a default that is a template reads values", () => {
  const values = 'a: "{{ .Values.b.c }}"';
  expect(typesOf(replicas("{{ tpl .Values.a . }}"), { values })).toEqual({ a: "string", b: CLOSED, "b.c": INTEGER });
});

test("a file of the chart that is a template reads values", () => {
  const files = { "a.txt": "{{ .Values.a }}" };
  expect(typesOf(configMap('  x: {{ tpl (.Files.Get "a.txt") . | quote }}'), { files })).toEqual({ a: PRINTED });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["{{ .Values.a }}", { a: "string" }],
  ["{{ .Values.a | quote }}", { a: PRINTED }],
  ["{{ squote .Values.a }}", { a: PRINTED }],
  ['"{{ .Values.a }}"', { a: PRINTED }],
  ["x-{{ .Values.a }}", { a: PRINTED }],
  ["{{ .Values.a | toString | quote }}", { a: PRINTED }],
  ["{{ .Values.a | b64enc }}", { a: "string" }],
  ["{{ .Values.a | toString | b64enc }}", { a: PRINTED }],
  ["{{ .Values.a | trunc 63 | trimSuffix `-` }}", { a: "string" }],
  ["{{ .Values.a | replace `x` `y` | upper }}", { a: "string" }],
  ['{{ printf "%s:%s" .Values.a .Values.b }}', { a: PRINTED, b: PRINTED }],
  ['{{ printf "x%dy" .Values.a }}', { a: "integer" }],
  ['{{ printf "x%ty" .Values.a }}', { a: "boolean" }],
  ['{{ .Values.a | default "x" }}', { a: "string" }],
  ["{{ .Values.a | default 8080 | quote }}", { a: "integer / also string number boolean" }],
  ['{{ join "," .Values.a }}', { a: "array string / also integer number boolean", "a[]": PRINTED }],
  ['{{ if eq .Values.a "x" }}y{{ end }}', { a: "string" }],
  ["{{ if ne .Values.a 2 }}y{{ end }}", { a: "integer / also number" }],
  ["{{ if eq .Values.a true }}y{{ end }}", { a: "boolean" }],
  ['{{ if has .Values.a (list "x" "y") }}z{{ end }}', { a: "string" }],
  ['{{ if contains "x" .Values.a }}y{{ end }}', { a: "string" }],
  ['{{ if semverCompare ">1" .Values.a }}y{{ end }}', { a: "string" }],
  ["{{ if and .Values.a (not .Values.b) }}y{{ end }}", { a: "anything", b: "anything" }],
  ["{{ .Values.a | urlquery }}", { a: "anything" }],
])("text of a ConfigMap: %s", (expression, expected) => {
  expect(typesOf(configMap(`  x: ${expression}`))).toEqual(expected);
});

test("a function that nobody knows opens everything", () => {
  expect(typesOf(replicas("{{ frobnicate .Values.a }}"), { values: "b: {c: 1}" })).toEqual({
    ".": 'object / also string integer number boolean array / open: templates/a.yaml: template: web/templates/a.yaml:6: function "frobnicate" not defined',
    b: 'object / also string integer number boolean array / open: templates/a.yaml: template: web/templates/a.yaml:6: function "frobnicate" not defined',
    "b.c": "integer / also string number boolean object array",
  });
});
