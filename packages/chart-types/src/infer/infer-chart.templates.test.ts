import { expect, test } from "vitest";

import { replicas, typesOf } from "../../test/write-template.ts";

// Where a value comes out as `Deployment.spec.replicas` its path is known, and it is an integer.
const INTEGER = "integer / also string";
const CLOSED = "object / closed";
/** What is gone through, where `values.yaml` doesn't say whether it is a list or a map. */
const GONE_THROUGH = "array object / open: is gone through";

test.each<[string, Readonly<Record<string, string>>]>([
  ["{{ .Values.a.b }}", { a: CLOSED, "a.b": INTEGER }],
  ["{{ $.Values.a.b }}", { a: CLOSED, "a.b": INTEGER }],
  ["{{ (.Values.a).b }}", { a: CLOSED, "a.b": INTEGER }],
  ["{{ (index .Values.a `b c`).d }}", { a: CLOSED, "a.b c": CLOSED, "a.b c.d": INTEGER }],
  ["{{/* .Values.a */}}1", {}],
  ["{{ .Values.a -}}", { a: INTEGER }],
])("fields: %s", (expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ["a variable", "{{ $x := .Values.a }}{{ $x.b }}", { a: CLOSED, "a.b": INTEGER }],
  [
    "one that a block hides",
    "{{ $x := .Values.a }}{{ if .Values.c }}{{ $x := .Values.b }}{{ end }}{{ $x }}",
    { a: INTEGER, b: "anything", c: "anything" },
  ],
  [
    "one that a block assigns",
    "{{ $x := .Values.a }}{{ if .Values.c }}{{ $x = .Values.b }}{{ end }}{{ $x }}",
    { a: INTEGER, b: INTEGER, c: "anything" },
  ],
  ["one that is assigned for good", "{{ $x := .Values.a }}{{ $x = .Values.b }}{{ $x }}", { a: "anything", b: INTEGER }],
  [
    "one of a loop",
    '{{ $x := "" }}{{ range .Values.a }}{{ $x = .b }}{{ end }}{{ $x }}',
    { a: GONE_THROUGH, "a[]": CLOSED, "a[].b": INTEGER, "a.*": CLOSED, "a.*.b": INTEGER },
  ],
  [
    "if and else",
    "{{ if .Values.a }}{{ .Values.b }}{{ else if .Values.c }}{{ .Values.d }}{{ else }}{{ .Values.e }}{{ end }}",
    { a: "anything", b: INTEGER, c: "anything", d: INTEGER, e: INTEGER },
  ],
  ["with", "{{ with .Values.a }}{{ .b }}{{ else }}{{ .Values.c }}{{ end }}", { a: CLOSED, "a.b": INTEGER, c: INTEGER }],
  ["with and a variable", "{{ with $x := .Values.a }}{{ $x.b }}{{ end }}", { a: CLOSED, "a.b": INTEGER }],
  [
    "else with",
    "{{ with .Values.a }}{{ .b }}{{ else with .Values.c }}{{ .d }}{{ end }}",
    { a: CLOSED, "a.b": INTEGER, c: CLOSED, "c.d": INTEGER },
  ],
])("scope: %s", (_, expression, expected) => {
  expect(typesOf(replicas(expression))).toEqual(expected);
});

test.each<[string, string, string, Readonly<Record<string, string>>]>([
  [
    "nothing known",
    "",
    "{{ range .Values.a }}{{ .b }}{{ end }}",
    { a: GONE_THROUGH, "a[]": CLOSED, "a[].b": INTEGER, "a.*": CLOSED, "a.*.b": INTEGER },
  ],
  ["a list", "a: []", "{{ range .Values.a }}{{ .b }}{{ end }}", { a: "array / also object", "a[]": CLOSED, "a[].b": INTEGER }],
  [
    "a map",
    "a: {}",
    "{{ range $k, $v := .Values.a }}{{ $v.b }}{{ end }}",
    { a: "object / also array / open: is gone through", "a.*": CLOSED, "a.*.b": INTEGER },
  ],
  [
    "a list with position",
    "a: []",
    "{{ range $i, $v := .Values.a }}{{ $v.b }}{{ end }}",
    { a: "array / also object", "a[]": CLOSED, "a[].b": INTEGER },
  ],
  [
    "else",
    "a: []",
    "{{ range .Values.a }}1{{ else }}\n  minReadySeconds: {{ .Values.b }}{{ end }}",
    { a: "array / also object", b: INTEGER },
  ],
  [
    "break",
    "a: []",
    "{{ range .Values.a }}{{ if .stop }}{{ break }}{{ end }}{{ .b }}{{ end }}",
    { a: "array / also object", "a[]": CLOSED, "a[].stop": "anything", "a[].b": INTEGER },
  ],
  ["constants", "", '{{ range list "a" "b" }}\n  minReadySeconds: {{ index $.Values . }}{{ end }}', { a: INTEGER, b: INTEGER }],
  [
    "a dictionary of the template",
    "",
    '{{ range $k, $v := dict "a" .Values.x "b" .Values.y }}\n  minReadySeconds: {{ $v.c }}{{ end }}',
    { x: CLOSED, "x.c": INTEGER, y: CLOSED, "y.c": INTEGER },
  ],
  [
    "names of keys",
    "a: {}",
    "{{ range keys .Values.a | sortAlpha }}{{ (get $.Values.a .).b }}{{ end }}",
    { a: "object / also array / open: is indexed with a name that only values know", "a.*": CLOSED, "a.*.b": INTEGER },
  ],
  [
    "values of keys",
    "a: {}",
    "{{ range values .Values.a }}{{ .b }}{{ end }}",
    { a: "object / also array / open: is gone through", "a.*": CLOSED, "a.*.b": INTEGER },
  ],
  [
    "two lists in one",
    "a: []\nb: []",
    "{{ range concat .Values.a .Values.b }}\n  minReadySeconds: {{ .c }}{{ end }}",
    { a: "array / also object", "a[]": CLOSED, "a[].c": INTEGER, b: "array / also object", "b[]": CLOSED, "b[].c": INTEGER },
  ],
  ["the first", "a: []", "{{ (first .Values.a).b }}", { a: "array / also object", "a[]": CLOSED, "a[].b": INTEGER }],
  ["by number", "a: []", "{{ index .Values.a 0 }}", { a: "array / also object", "a[]": INTEGER }],
])("range: %s", (_, values, expression, expected) => {
  expect(typesOf(replicas(expression), { values })).toEqual(expected);
});

test.each<[string, string, string, Readonly<Record<string, string>>]>([
  [
    "include with a dictionary",
    '{{ define "r" }}{{ .v.b }}\n  minReadySeconds: {{ .top.Values.c }}{{ end }}',
    '{{ include "r" (dict "top" $ "v" .Values.a) }}',
    { a: CLOSED, "a.b": INTEGER, c: INTEGER },
  ],
  [
    "include with a list",
    '{{ define "r" }}{{ (index . 1).b }}\n  minReadySeconds: {{ (index . 0).Values.c }}{{ end }}',
    '{{ include "r" (list $ .Values.a) }}',
    { a: CLOSED, "a.b": INTEGER, c: INTEGER },
  ],
  ["template", '{{ define "r" }}{{ .b }}{{ end }}', '{{ template "r" .Values.a }}', { a: CLOSED, "a.b": INTEGER }],
  ["block", "", '{{ block "r" .Values.a }}{{ .b }}{{ end }}', { a: CLOSED, "a.b": INTEGER }],
  [
    "one that includes another",
    '{{ define "s" }}{{ include "r" (dict "x" .Values.a) }}{{ end }}{{ define "r" }}{{ .x.b }}{{ end }}',
    '{{ include "s" . }}',
    { a: CLOSED, "a.b": INTEGER },
  ],
  [
    "a name that values know",
    '{{ define "r.x" }}{{ .b }}{{ end }}{{ define "r.y" }}{{ .c }}{{ end }}',
    '{{ include (printf "r.%s" .Values.k) .Values.a }}',
    { k: "anything", a: CLOSED, "a.b": INTEGER, "a.c": INTEGER },
  ],
  [
    "two dots for one definition",
    '{{ define "r" }}{{ .b }}{{ end }}',
    '{{ include "r" .Values.x }}\n  minReadySeconds: {{ include "r" .Values.y }}',
    { x: CLOSED, "x.b": INTEGER, y: CLOSED, "y.b": INTEGER },
  ],
])("definitions: %s", (_, helpers, expression, expected) => {
  expect(typesOf(replicas(expression), { files: { "templates/_helpers.tpl": helpers } })).toEqual(expected);
});
