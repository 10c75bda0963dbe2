import { reachableTypes } from "./reachable-types.ts";
import { keyPattern, type TypeRef } from "./type-ref.ts";

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface JsonSchemaOptions {
  /** Whether what the API requires is required here. Default false: values may be parts that Helm merges with others. */
  readonly required?: boolean | undefined;
}

function objectKeywords(type: TypeRef, options: JsonSchemaOptions): JsonSchema {
  const { properties, additional, keys, open, required } = type;
  const inside = [...properties].map(([key, part]) => [key, referTo(part, options)] as const);
  return {
    ...(inside.length > 0 && { properties: Object.fromEntries(inside) }),
    ...(additional &&
      keys && { patternProperties: Object.fromEntries(keys.map((glob) => [keyPattern(glob), referTo(additional, options)])) }),
    ...(additional && !keys && { additionalProperties: referTo(additional, options) }),
    ...((additional === undefined || keys) && !open && { additionalProperties: false }),
    ...(options.required === true && required.length > 0 && { required }),
  };
}

function bodyOf(type: TypeRef, options: JsonSchemaOptions): JsonSchema {
  const { types, items } = type;
  if (types.length === 0) return {};
  return {
    type: [...types, "null"],
    ...(type.enum && { enum: [...type.enum, null] }),
    ...(types.includes("object") && objectKeywords(type, options)),
    ...(items && { items: referTo(items, options) }),
  };
}

function referTo(type: TypeRef, options: JsonSchemaOptions): JsonSchema {
  return type.name === undefined ? bodyOf(type, options) : { $ref: `#/$defs/${type.name}` };
}

/**
 * The schema (JSON Schema 2020-12) of a place of this type: a reference into {@link jsonSchemaDefinitions} for a named type.
 * Objects are closed, and null is taken everywhere, because it unsets a value in Helm.
 */
export function jsonSchemaOf(type: TypeRef, options: JsonSchemaOptions = {}): JsonSchema {
  return referTo(type, options);
}

/** The `$defs` that {@link jsonSchemaOf} refers to for these types, by definition name, sorted. */
export function jsonSchemaDefinitions(types: Iterable<TypeRef>, options: JsonSchemaOptions = {}): Readonly<Record<string, JsonSchema>> {
  const definitions = reachableTypes(types).map((type) => [type.name, bodyOf(type, options)] as const);
  return Object.fromEntries(definitions.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A schema of one type that stands alone. */
export function toJsonSchema(type: TypeRef, options: JsonSchemaOptions = {}): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...jsonSchemaOf(type, options),
    $defs: jsonSchemaDefinitions([type], options),
  };
}
