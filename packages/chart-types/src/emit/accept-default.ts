import type { SchemaPart, SchemaWriter } from "./schema-writer.ts";

const LARGEST_ANNOTATION = 100;

/** The part, and beside it the chart's own values that it would refuse. */
export function acceptDefaults(part: SchemaPart, values: readonly unknown[], { fits }: Pick<SchemaWriter, "fits">): SchemaPart {
  const refused = values.filter((value) => value !== undefined && value !== null && !fits(part, value));
  const distinct = [...new Map(refused.map((value) => [JSON.stringify(value), value])).values()];
  if (distinct.length === 0) return part;
  const literal = distinct.length === 1 ? { const: distinct[0] } : { enum: distinct };
  const { anyOf, ...others } = part;
  return Array.isArray(anyOf) && Object.keys(others).length === 0
    ? { anyOf: [...(anyOf as readonly unknown[]), literal] }
    : { anyOf: [part, literal] };
}

/** Whether a default is a fact worth showing: a scalar or something small, not a text or a file of somebody's. */
export function isShownDefault(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "string" && value.includes("\n")) return false;
  return JSON.stringify(value).length <= LARGEST_ANNOTATION;
}
