import { expect, test } from "vitest";

import { configMap, deployment, pod, replicas, typesOf } from "../../test/write-template.ts";
import type { SmallChart } from "../../test/write-template.ts";

const CLOSED = "object / closed";
const INTEGER = "integer / also string";
const PRINTED = "string / also integer number boolean";
const openBelow = (why: string): string => `object / also string integer number boolean array / open: ${why}`;

type Case = [string, string, SmallChart, Readonly<Record<string, string>>];

test.each<Case>([
  ["known keys", "", { values: "a: {b: 1}\nc: {}" }, { a: CLOSED, "a.b": "integer", c: CLOSED }],
  [
    "keys that comments show",
    "",
    { values: "a:\n  b: 1\n  # c: 2\n  # d:\n  #   e: x\n" },
    { a: CLOSED, "a.b": "integer", "a.c": "integer", "a.d": CLOSED, "a.d.e": "string" },
  ],
  ["an example of a map", "", { values: "a: {}\n  # b: 1\n  # c: x\n" }, { a: CLOSED, "a.b": "integer", "a.c": "string" }],
  [
    "an example of a list",
    "",
    { values: "a: []\n  # - b: 1\n  #   c: x\n" },
    { a: "array", "a[]": CLOSED, "a[].b": "integer", "a[].c": "string" },
  ],
  [
    "keys that only templates know",
    replicas("{{ .Values.a.b }}"),
    { values: "a: {c: 1}" },
    { a: CLOSED, "a.b": INTEGER, "a.c": "integer" },
  ],
])("closed: %s", (_, template, chart, expected) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

test.each<Case>([
  [
    "passed on as text",
    configMap("  a.yaml: |\n    {{- toYaml .Values.a | nindent 4 }}"),
    { values: "a: {x: 1}" },
    { a: openBelow("passed through as text to ConfigMap.data.a.yaml"), "a.x": "integer / also string number boolean object array" },
  ],
  [
    "passed on as JSON in a line",
    configMap("  a: {{ .Values.a | toJson | quote }}"),
    { values: "a: {}" },
    { a: openBelow("passed through as text to ConfigMap.data.a") },
  ],
  [
    "gone through",
    configMap("  {{- range $k, $v := .Values.a }}\n  {{ $k }}: {{ $v.x | quote }}\n  {{- end }}"),
    { values: "a: {one: {x: 1, z: 2}}" },
    {
      a: "object / also array / open: is gone through",
      "a.one": CLOSED,
      "a.one.x": "integer / also string number boolean",
      "a.one.z": "integer",
      "a.*": CLOSED,
      "a.*.x": PRINTED,
    },
  ],
  [
    "indexed with a name of values",
    configMap("  a: {{ index .Values.a .Values.k }}"),
    { values: "a: {x: q}" },
    { a: "object / open: is indexed with a name that only values know", "a.x": "string", "a.*": "string", k: "anything" },
  ],
  [
    "indexed with a name of the release",
    configMap("  a: {{ get .Values.a .Release.Name }}"),
    { values: "a: {}" },
    { a: "object / open: is indexed with a name that only values know", "a.*": "string" },
  ],
  [
    "given to a function that can't be followed",
    configMap("  a: {{ urlJoin .Values.a }}"),
    { values: "a: {host: x}" },
    { a: openBelow("given to urlJoin"), "a.host": "string / also integer number boolean object array" },
  ],
  [
    "a custom resource without definition",
    "apiVersion: table.example/v1\nkind: Knight\nspec: {{ toYaml .Values.a | nindent 2 }}\n",
    { values: "a: {}" },
    { a: openBelow("passed through to a custom resource that the chart doesn't define: Knight") },
  ],
  [
    "all values",
    configMap("  a: {{ toYaml .Values | nindent 4 }}"),
    { values: "b: {}" },
    { ".": openBelow("passed through as text to ConfigMap.data.a"), b: openBelow("passed through as text to ConfigMap.data.a") },
  ],
])("open: %s", (_, template, chart, expected) => {
  expect(typesOf(template, chart)).toEqual(expected);
});

test("a checksum opens nothing", () => {
  const template = deployment(
    'spec:\n  template:\n    metadata:\n      annotations:\n        b: {{ include (print $.Template.BasePath "/b.yaml") . | sha256sum }}\n        a: {{ toYaml .Values.a | sha256sum }}',
  );
  const files = { "templates/b.yaml": configMap("  x: {{ .Values.b.c }}") };
  expect(typesOf(template, { values: "a: {x: 1}", files })).toEqual({ a: CLOSED, "a.x": "integer", b: CLOSED, "b.c": "string" });
});

test("notes open nothing", () => {
  const files = { "templates/NOTES.txt": "{{ .Values.a.b }}: {{ toYaml .Values.c }}" };
  expect(typesOf("", { values: "c: {d: 1}", files })).toEqual({ a: CLOSED, "a.b": "anything", c: CLOSED, "c.d": "integer" });
});

test("a template that can't be read opens everything", () => {
  const because = 'templates/a.yaml: template: web/templates/a.yaml:4: unexpected "}" in operand';
  expect(typesOf(configMap("  a: {{ .Values.a }"), { values: "b: {}" })).toEqual({ ".": openBelow(because), b: openBelow(because) });
});

test.each<Case>([
  ["two types", replicas("{{ .Values.a }}\n  paused: {{ .Values.a }}"), {}, { a: INTEGER }],
  [
    "a default of another type than the place",
    pod("      tolerations: {{ toYaml .Values.a | nindent 8 }}"),
    { values: "a: {x: 1}" },
    {
      a: openBelow("what the chart itself has there is not of the type of the place"),
      "a.x": "integer / also string number boolean object array",
    },
  ],
  [
    "a default with a key that the place doesn't have",
    pod("      securityContext: {{ toYaml .Values.a | nindent 8 }}"),
    { values: "a: {fsGroup: 1, enabled: true}" },
    {
      a: openBelow("what the chart itself has there is not of the type of the place"),
      "a.fsGroup": "integer / also string number boolean object array",
      "a.enabled": "boolean / also string integer number object array",
    },
  ],
])("where evidence conflicts more is accepted: %s", (_, template, chart, expected) => {
  expect(typesOf(template, chart)).toEqual(expected);
});
