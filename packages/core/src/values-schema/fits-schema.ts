import { validate } from "@cfworker/json-schema";

import type { SchemaNode, SchemaRoot } from "./schema-node.ts";
import { schemaRoot } from "./schema-node.ts";

/** Whether a part of a schema takes a value, by the rules of JSON Schema 2020-12. */
export function fitsNode(schema: SchemaNode, value: unknown, { definitions }: SchemaRoot): boolean {
  return validate(value, schema, "2020-12", definitions as Record<string, SchemaNode>, true).valid;
}

/**
 * Whether a schema takes a JSON value, by the rules of JSON Schema 2020-12. References name definitions under the `$defs` of
 * `within`, the schema that it is a part of. The value must be plain: no undefined, nested no deeper than 100.
 */
export function fitsSchema(schema: SchemaNode, value: unknown, within: SchemaNode = schema): boolean {
  return fitsNode(schema, value, schemaRoot(within));
}
