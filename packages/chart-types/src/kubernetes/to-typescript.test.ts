import { expect, test } from "vitest";
import type { SchemaNode } from "./schema-node.ts";
import { toTypeScript, typeText } from "./to-typescript.ts";
import { shortTypeNames } from "./type-names.ts";
import { createTypeRefs } from "./type-ref.ts";

const definitions: Readonly<Record<string, SchemaNode>> = {
  "io.k8s.api.core.v1.Tree": {
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", enum: ["a", "b"] },
      size: { $ref: "io.k8s.apimachinery.pkg.api.resource.Quantity" },
      children: { type: "array", items: { $ref: "io.k8s.api.core.v1.Tree" } },
      modes: { type: "array", items: { type: "string", enum: ["x", "y"] } },
      "a-b": { type: "object", additionalProperties: { type: "integer" } },
      raw: { type: "object", open: true, properties: { known: { type: "boolean" } } },
      any: { open: true },
      none: { type: "object" },
    },
  },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"], format: "quantity" },
};
const refOf = createTypeRefs((name) => definitions[name]);

test("declarations of a type and of what it is made of", () => {
  const tree = refOf({ $ref: "io.k8s.api.core.v1.Tree" });
  expect(toTypeScript([tree], shortTypeNames(Object.keys(definitions)))).toBe(`export type Quantity = string | number;

export interface Tree {
  readonly name: "a" | "b";
  readonly size?: Quantity | undefined;
  readonly children?: readonly Tree[] | undefined;
  readonly modes?: readonly ("x" | "y")[] | undefined;
  readonly "a-b"?: { readonly [key: string]: number } | undefined;
  readonly raw?: { readonly known?: boolean | undefined; readonly [key: string]: unknown } | undefined;
  readonly any?: unknown;
  readonly none?: { readonly [key: string]: never } | undefined;
}
`);
});

test("a type in place", () => {
  const names = new Map([["io.k8s.api.core.v1.Tree", "Tree"]]);
  const texts = [{ type: "array", items: { $ref: "io.k8s.api.core.v1.Tree" } } as const, { type: ["integer", "string"] } as const];
  expect(texts.map((node) => typeText(refOf(node), names))).toEqual(["readonly Tree[]", "number | string"]);
});

test("names are short and unique", () => {
  const names = [
    "io.k8s.api.autoscaling.v1.Spec",
    "io.k8s.api.autoscaling.v2.Spec",
    "io.k8s.api.events.v1.Event",
    "io.k8s.api.core.v1.Event",
    "io.k8s.api.a.v1.Event",
    "com.example-x.v1.Taken",
  ];
  expect(Object.fromEntries(shortTypeNames(names, ["Taken"]))).toEqual({
    "io.k8s.api.core.v1.Event": "Event",
    "io.k8s.api.autoscaling.v2.Spec": "Spec",
    "io.k8s.api.autoscaling.v1.Spec": "V1Spec",
    "io.k8s.api.events.v1.Event": "V1Event",
    "io.k8s.api.a.v1.Event": "AV1Event",
    "com.example-x.v1.Taken": "V1Taken",
  });
});
