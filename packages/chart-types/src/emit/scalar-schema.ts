import { textPatterns } from "@helmwright/core";

import type { JsonScalar, JsonType, ValueType } from "../value-type.ts";
import { isSafePattern } from "./safe-pattern.ts";
import type { SchemaPart } from "./schema-writer.ts";

const STRING_KEYWORDS = ["pattern", "minLength", "maxLength"] as const;

const isScalar = (type: JsonType): boolean => type !== "object" && type !== "array";

/** The `type` keyword for these types and null. */
export function typeKeyword(types: readonly JsonType[]): readonly string[] {
  const order: readonly JsonType[] = ["object", "array", "string", "integer", "number", "boolean"];
  return [...order.filter((type) => types.includes(type) && !(type === "integer" && types.includes("number"))), "null"];
}

/** All types that pass, those that only print alike included. */
export function passingTypes({ types, alsoAs }: ValueType): readonly JsonType[] {
  return [...new Set([...types, ...alsoAs])];
}

/** What holds of a value's scalars beside their type: how text must look that stands for another type, and the chart's keywords. */
export function scalarKeywords(value: ValueType): SchemaPart {
  const pattern = textPattern(value);
  const keywords = { ...value.keywords };
  if (!value.types.includes("string")) for (const keyword of STRING_KEYWORDS) delete keywords[keyword];
  // Helm itself checks a pattern that only it can, or that could take for ever.
  if (typeof keywords["pattern"] !== "string" || !isSafePattern(keywords["pattern"])) delete keywords["pattern"];
  return { ...keywords, ...(pattern !== undefined && { pattern }) };
}

/** The pattern of strings that pass only because they print like a value of another type. */
function textPattern({ types, alsoAs }: ValueType): string | undefined {
  if (types.includes("string") || !alsoAs.includes("string") || !types.every(isScalar)) return undefined;
  const number = types.includes("number") || types.includes("integer");
  if (types.includes("boolean")) return number ? textPatterns.numberOrBoolean : textPatterns.boolean;
  return types.includes("number") ? textPatterns.number : textPatterns.integer;
}

/** The literals that pass: those given, and how else they may be written. */
export function passingLiterals(literals: readonly JsonScalar[], alsoAs: readonly JsonType[]): readonly JsonScalar[] {
  return [...new Set(literals.flatMap((literal) => [literal, ...otherSpellings(literal, alsoAs)]))];
}

function otherSpellings(literal: JsonScalar, alsoAs: readonly JsonType[]): readonly JsonScalar[] {
  if (typeof literal !== "string") return alsoAs.includes("string") ? [String(literal)] : [];
  if (alsoAs.includes("boolean") && (literal === "true" || literal === "false")) return [literal === "true"];
  const number = literal.trim() === "" ? Number.NaN : Number(literal);
  const type = Number.isInteger(number) ? "integer" : "number";
  const passes = alsoAs.includes("number") || alsoAs.includes(type);
  return passes && String(number) === literal ? [number] : [];
}
