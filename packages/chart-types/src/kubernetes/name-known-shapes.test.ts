import { expect, test } from "vitest";
import { nameKnownShapes } from "./name-known-shapes.ts";
import type { SchemaNode } from "./schema-node.ts";

const TOLERATION = "io.k8s.api.core.v1.Toleration";
const RESOURCES = "io.k8s.api.core.v1.ResourceRequirements";
const QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
const text: SchemaNode = { type: "string" };
const intOrString: SchemaNode = { type: ["integer", "string"], format: "int-or-string" };
const quantities: SchemaNode = { type: "object", additionalProperties: { $ref: QUANTITY } };

const builtIn: Readonly<Record<string, SchemaNode>> = {
  [TOLERATION]: {
    type: "object",
    properties: { effect: text, key: text, operator: text, tolerationSeconds: { type: "integer", format: "int64" }, value: text },
  },
  [RESOURCES]: { type: "object", properties: { claims: { type: "array", items: text }, limits: quantities, requests: quantities } },
  [QUANTITY]: { type: ["string", "number"], format: "quantity" },
};

function named(node: SchemaNode): SchemaNode | undefined {
  return nameKnownShapes({ kinds: {}, definitions: { x: node } }, builtIn).definitions["x"];
}

const copy: SchemaNode = { type: "object", properties: { effect: text, key: text, operator: text } };

test("a copy of a type, be it of an older version, is named", () => {
  const amounts: SchemaNode = { type: "object", additionalProperties: intOrString };
  const spec: SchemaNode = {
    type: "object",
    properties: {
      tolerations: { type: "array", items: copy },
      resources: { type: "object", properties: { limits: amounts, requests: amounts } },
    },
  };
  expect(named(spec)).toEqual({
    type: "object",
    properties: { tolerations: { type: "array", items: { $ref: TOLERATION } }, resources: { $ref: RESOURCES } },
  });
});

test.each<[string, SchemaNode]>([
  ["it has a field more", { ...copy, properties: { ...copy.properties, extra: text } }],
  ["a field is of another type", { ...copy, properties: { ...copy.properties, key: { type: "integer" } } }],
  ["it has less than half of the fields", { type: "object", properties: { key: text, value: text } }],
  ["it keeps unknown fields", { ...copy, open: true }],
  ["a part keeps unknown fields", { ...copy, properties: { ...copy.properties, value: { open: true } } }],
])("not named: %s", (_, node) => {
  expect(named(node)).toEqual(node);
});
