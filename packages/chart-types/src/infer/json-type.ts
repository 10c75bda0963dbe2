import type { JsonType } from "../value-type.ts";

export const scalarTypes: readonly JsonType[] = ["string", "integer", "number", "boolean"];
export const allTypes: readonly JsonType[] = [...scalarTypes, "object", "array"];

/** The JSON type of a value; undefined for null and for what JSON doesn't have. */
export function jsonTypeOf(value: unknown): JsonType | undefined {
  if (typeof value === "string" || typeof value === "boolean") return typeof value as "string" | "boolean";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (Array.isArray(value)) return "array";
  return typeof value === "object" && value !== null ? "object" : undefined;
}

/** Charts write these for "not set": they say little of what may stand there. */
export function isEmptyDefault(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

export function formatLiteral(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
