import { expect, test } from "vitest";

import { configMap, replicas, typesOf } from "../../test/write-template.ts";

const CLOSED = "object / closed";

const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const n = object({ b: { type: "integer" } }, { additionalProperties: false });

test.each<[string, object, Readonly<Record<string, string>>]>([
  [
    "types",
    object({ a: { type: ["string", "null"] }, b: { type: "array", items: { type: "number" } } }),
    { a: "string", b: "array", "b[]": "number" },
  ],
  [
    "bounds",
    object({ a: { type: "integer", minimum: 1 }, b: { type: "string", pattern: "^x", minLength: 2 } }),
    { a: "integer / with minimum", b: "string / with pattern minLength" },
  ],
  ["what is deprecated", object({ a: { type: "boolean", deprecated: true } }), { a: "boolean / deprecated" }],
  [
    "enumerations",
    object({ a: { enum: ["x", "z"] }, b: { type: "string", enum: ["x"] }, c: { const: 3 } }),
    { a: "string / one of x|z", b: "string / one of x", c: "integer / one of 3" },
  ],
  [
    "references",
    object({ a: { $ref: "#/$defs/n" }, c: { $ref: "#/definitions/m" } }, { $defs: { n }, definitions: { m: { $ref: "#/$defs/n" } } }),
    { a: CLOSED, "a.b": "integer", c: CLOSED, "c.b": "integer" },
  ],
  [
    "alternatives",
    object({
      a: { anyOf: [{ type: "string" }, object({ b: { type: "integer" } })] },
      c: { oneOf: [{ type: "integer" }, { type: "string" }] },
    }),
    { a: `string ${CLOSED}`, "a.b": "integer", c: "integer string" },
  ],
  [
    "all of several",
    object({ a: { allOf: [object({ x: { type: "string" } }), { properties: { z: { type: "string" } } }] } }),
    { a: CLOSED, "a.x": "string", "a.z": "string" },
  ],
  [
    "maps",
    object({ a: { type: "object", additionalProperties: { type: "integer" } } }),
    { a: "object / open: a map by its type", "a.*": "integer" },
  ],
  [
    "a type of Kubernetes",
    object({ a: { $ref: "https://example.com/v1.29.0/_definitions.json#/definitions/io.k8s.api.core.v1.ResourceRequirements" } }),
    { a: "object / ResourceRequirements / closed" },
  ],
])("a chart's schema: %s", (_, schema, expected) => {
  expect(typesOf("", { files: { "values.schema.json": JSON.stringify(schema) } })).toEqual(expected);
});

test.each<[string, object, string, Readonly<Record<string, string>>]>([
  [
    "closes what is passed on",
    object({ a: n }),
    configMap("  x: |\n    {{- toYaml .Values.a | nindent 4 }}"),
    { a: CLOSED, "a.b": "integer" },
  ],
  [
    "leaves open what it doesn't close",
    object({ a: object({ b: { type: "string" } }) }),
    configMap("  x: {{ .Values.a.c }}"),
    { a: CLOSED, "a.b": "string", "a.c": "string" },
  ],
  ["goes before a landing", object({ a: { type: "string" } }), replicas("{{ .Values.a }}"), { a: "string" }],
  [
    "is narrowed by a landing",
    object({ a: { type: ["string", "integer", "object"] } }),
    replicas("{{ .Values.a }}"),
    { a: "integer / also string" },
  ],
])("a chart's schema %s", (_, schema, template, expected) => {
  expect(typesOf(template, { files: { "values.schema.json": JSON.stringify(schema) } })).toEqual(expected);
});

test("a definition is followed into itself twice", () => {
  const schema = object({ a: { $ref: "#/$defs/n" } }, { $defs: { n: object({ n: { $ref: "#/$defs/n" }, v: { type: "string" } }) } });
  expect(typesOf("", { files: { "values.schema.json": JSON.stringify(schema) } })).toEqual({
    a: CLOSED,
    "a.v": "string",
    "a.n": CLOSED,
    "a.n.v": "string",
    "a.n.n": "anything",
  });
});

test.each<[string, string, Readonly<Record<string, string>>]>([
  ["scalars", "a: 1\nb: 1.5\nc: x\nd: true\n", { a: "integer", b: "number", c: "string", d: "boolean" }],
  ["what is empty", 'a: null\nb: ""\nc: []\nd: {}\n', { a: "anything", b: "string", c: "array", d: CLOSED }],
  [
    "lists",
    "a: [x, 1]\nb: [{c: 1}, {d: x}]\n",
    { a: "array", "a[]": "string integer", b: "array", "b[]": CLOSED, "b[].c": "integer", "b[].d": "string" },
  ],
])("defaults alone: %s", (_, values, expected) => {
  expect(typesOf("", { values })).toEqual(expected);
});
