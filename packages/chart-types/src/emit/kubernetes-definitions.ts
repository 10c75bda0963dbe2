import { textPatterns } from "@helmwright/core";

import { jsonSchemaDefinitions, jsonSchemaOf } from "../kubernetes/to-json-schema.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { SchemaPart } from "./schema-writer.ts";

const TEMPLATE: SchemaPart = { type: "string", pattern: textPatterns.template };
const SCALARS: ReadonlySet<unknown> = new Set(["integer", "number", "boolean", "null"]);

/** The schema of a place of a Kubernetes type in values: scalars may also be templates, which many charts run. */
export function kubernetesSchema(type: TypeRef): SchemaPart {
  return withTemplates(jsonSchemaOf(type));
}

/** The definitions that {@link kubernetesSchema} refers to, by name, sorted. Nothing in them is required: Helm merges parts. */
export function kubernetesDefinitions(types: Iterable<TypeRef>): Readonly<Record<string, SchemaPart>> {
  return mapped(jsonSchemaDefinitions(types), withTemplates);
}

function withTemplates(schema: SchemaPart): SchemaPart {
  const { type, enum: values, properties, patternProperties, additionalProperties, items } = schema;
  if (Array.isArray(values)) return { anyOf: [{ enum: values }, TEMPLATE] };
  const types = Array.isArray(type) ? (type as readonly unknown[]) : [];
  if (types.length > 0 && types.every((one) => SCALARS.has(one))) {
    return { type: [...types.slice(0, -1), "string", "null"], pattern: textPatterns.template };
  }
  return {
    ...schema,
    ...(isPart(properties) && { properties: mapped(properties as Readonly<Record<string, SchemaPart>>, withTemplates) }),
    ...(isPart(additionalProperties) && { additionalProperties: withTemplates(additionalProperties) }),
    ...(isPart(patternProperties) && {
      patternProperties: mapped(patternProperties as Readonly<Record<string, SchemaPart>>, withTemplates),
    }),
    ...(isPart(items) && { items: withTemplates(items) }),
  };
}

function isPart(value: unknown): value is SchemaPart {
  return typeof value === "object" && value !== null;
}

function mapped<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
