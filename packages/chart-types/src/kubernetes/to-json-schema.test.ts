import { Validator } from "@cfworker/json-schema";
import { expect, test } from "vitest";
import type { SchemaNode } from "./schema-node.ts";
import { jsonSchemaDefinitions, jsonSchemaOf, toJsonSchema } from "./to-json-schema.ts";
import { kubernetesTypes } from "./type-catalog.ts";
import { createTypeRefs, type TypeRef } from "./type-ref.ts";

const definitions: Readonly<Record<string, SchemaNode>> = {
  tree: {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", enum: ["a", "b"] },
      size: { type: ["string", "number"], format: "quantity" },
      children: { type: "array", items: { $ref: "tree" } },
      labels: { type: "object", additionalProperties: { type: "string" } },
      raw: { type: "object", open: true },
      any: { open: true },
    },
  },
};
const refOf = createTypeRefs((name) => definitions[name]);
const tree = refOf({ $ref: "tree" });

const body = {
  type: ["object", "null"],
  properties: {
    name: { type: ["string", "null"], enum: ["a", "b", null] },
    size: { type: ["string", "number", "null"] },
    children: { type: ["array", "null"], items: { $ref: "#/$defs/tree" } },
    labels: { type: ["object", "null"], additionalProperties: { type: ["string", "null"] } },
    raw: { type: ["object", "null"] },
    any: {},
  },
  additionalProperties: false,
};

test("a named type is a reference, and its definition closed and nullable", () => {
  expect(toJsonSchema(tree)).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $ref: "#/$defs/tree",
    $defs: { tree: body },
  });
});

test("an unnamed type is written out", () => {
  expect(jsonSchemaOf(refOf({ type: "array", items: { $ref: "tree" } }))).toEqual({
    type: ["array", "null"],
    items: { $ref: "#/$defs/tree" },
  });
});

test("what is required, where that is asked for", () => {
  expect(jsonSchemaDefinitions([tree], { required: true })).toEqual({ tree: { ...body, required: ["name"] } });
});

function definition(name: string): TypeRef {
  const type = kubernetesTypes().definition(name);
  if (type === undefined) throw new Error(`no ${name}`);
  return type;
}

test.each([
  ["core.v1.ResourceRequirements", { limits: { cpu: 1, memory: "1Gi" }, requests: null }, true],
  ["core.v1.ResourceRequirements", { limit: {} }, false],
  ["core.v1.Probe", { httpGet: { path: "/", port: "http" }, periodSeconds: 1 }, true],
  ["core.v1.Probe", { httpGet: { path: "/", port: 80 }, periodSeconds: "1" }, false],
  ["core.v1.Affinity", { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } }, true],
  ["core.v1.Affinity", { podAntiAffinity: { preferredDuringScheduling: [] } }, false],
  ["core.v1.Toleration", { operator: "exists" }, false],
])("%s takes %j: %s", (name, value, taken) => {
  const validator = new Validator(toJsonSchema(definition(`io.k8s.api.${name}`)) as object, "2020-12");
  expect(validator.validate(value).valid).toBe(taken);
});

test("every definition that a Pod needs is there", () => {
  const schema = JSON.stringify(toJsonSchema(definition("io.k8s.api.core.v1.PodSpec")));
  const { $defs } = JSON.parse(schema) as { readonly $defs: object };
  const referred = [...schema.matchAll(/"#\/\$defs\/([^"]+)"/gu)].map(([, name]) => name);
  expect(new Set(referred)).toEqual(new Set(Object.keys($defs)));
});
