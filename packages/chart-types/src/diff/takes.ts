import { isDeepStrictEqual } from "node:util";

import { typeWords } from "../explain/type-words.ts";
import type { JsonType, ValueType } from "../value-type.ts";

const ALL: readonly JsonType[] = ["string", "integer", "number", "boolean", "object", "array"];

/** What a value takes, in words. */
export function takes(type: ValueType): string {
  const { enum: literals = [], keywords = {}, properties } = type;
  const known = literals.map((literal) => JSON.stringify(literal)).toSorted();
  return [
    `${typeWords(type)}${properties.size > 0 && isOpen(type) ? " with any keys" : ""}`,
    ...(known.length > 0 ? [`one of ${known.join(", ")}`] : []),
    ...Object.entries(keywords).map(([keyword, limit]) => `${keyword} ${JSON.stringify(limit)}`),
  ].join(", ");
}

/** Whether two places take the same. What lies below them does not count. */
export function takesAlike(a: ValueType, b: ValueType): boolean {
  const facts = ({ types, kubernetes, enum: literals, keywords, ...type }: ValueType): unknown => ({
    types: types.toSorted(),
    kubernetes,
    literals: literals?.map((literal) => JSON.stringify(literal)).toSorted(),
    keywords,
    open: types.includes("object") && isOpen({ ...type, kubernetes }),
  });
  return isDeepStrictEqual(facts(a), facts(b));
}

/** Whether every value that fits `before` fits `after`, as far as the place itself goes. False where that can't be told. */
export function takesMore(before: ValueType, after: ValueType): boolean {
  if (after.types.length === 0) return true;
  const given = before.types.length === 0 ? ALL : before.types;
  const taken = new Set<JsonType>([...after.types, ...after.alsoAs, ...(after.types.includes("number") ? (["integer"] as const) : [])]);
  const literals = after.enum === undefined || (before.enum?.every((literal) => after.enum?.includes(literal)) ?? false);
  const limits = after.keywords === undefined || isDeepStrictEqual(before.keywords, after.keywords);
  const named = after.kubernetes === undefined || after.kubernetes === before.kubernetes;
  const keys = !given.includes("object") || after.additional !== undefined || (!isOpen(before) && before.kubernetes === undefined);
  return given.every((type) => taken.has(type)) && literals && limits && named && keys;
}

function isOpen({ additional, kubernetes }: Pick<ValueType, "additional" | "kubernetes">): boolean {
  return additional !== undefined && kubernetes === undefined;
}
