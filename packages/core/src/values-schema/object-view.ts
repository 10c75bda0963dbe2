import type { Alternative, SchemaNode, SchemaRoot } from "./schema-node.ts";
import { alternativesOf, isRecord, nodeOf, own } from "./schema-node.ts";

/** The schemas of one key; undefined where the object has no such key. */
export function schemasOfKey(parts: Alternative, key: string): readonly SchemaNode[] | undefined {
  const found = parts.map((part) => {
    const known = own(part["properties"], key);
    if (known !== undefined) return [nodeOf(known)];
    const byPattern = Object.entries(isRecord(part["patternProperties"]) ? part["patternProperties"] : {}).filter(([pattern]) =>
      new RegExp(pattern, "u").test(key),
    );
    if (byPattern.length > 0) return byPattern.map(([, schema]) => nodeOf(schema));
    const { additionalProperties } = part;
    if (additionalProperties === false) return undefined;
    return additionalProperties === undefined || additionalProperties === true ? [] : [nodeOf(additionalProperties)];
  });
  return found.includes(undefined) ? undefined : found.flatMap((schemas) => schemas ?? []);
}

/** The keys that a schema names. */
export function knownKeys(parts: Alternative): readonly string[] {
  return [...new Set(parts.flatMap((part) => (isRecord(part["properties"]) ? Object.keys(part["properties"]) : [])))];
}

/** The keys below a key: those of every alternative of it. */
export function keysBelow(parts: Alternative, key: string, root: SchemaRoot): readonly string[] {
  const schemas = schemasOfKey(parts, key) ?? [];
  return schemas.flatMap((schema) => alternativesOf(schema, root)).flatMap(knownKeys);
}

/** How well an object's keys fit; used to tell which alternative was meant. */
export function fitOf(parts: Alternative, value: object): number {
  const keys = Object.keys(value).slice(0, 100);
  return keys.filter((key) => parts.some((part) => own(part["properties"], key) !== undefined)).length;
}
