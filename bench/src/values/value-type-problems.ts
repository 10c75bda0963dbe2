import { typeProblems } from "../../../packages/chart-types/src/kubernetes/check-value.ts";
import type { TypeCatalog } from "../../../packages/chart-types/src/kubernetes/type-catalog.ts";
import type { ValueType } from "../../../packages/chart-types/src/value-type.ts";
import type { Problem } from "./checker.ts";
import { isTable } from "./value-paths.ts";
import type { ValuePath } from "./value-paths.ts";

/** Compares values with a type directly: unknown keys and wrong JSON types. */
export function valueTypeProblems(type: ValueType, value: unknown, catalog: TypeCatalog, path: ValuePath = []): readonly Problem[] {
  const taken: readonly string[] = [...type.types, ...type.alsoAs];
  if (value === null || value === undefined || type.types.length === 0) return [];
  const found = jsonTypeOf(value);
  if (!taken.includes(found) && !(found === "integer" && taken.includes("number"))) {
    return [{ path, message: `${found} where ${taken.join(" or ")} is expected` }];
  }
  if (Array.isArray(value)) {
    const { items } = type;
    return items === undefined ? [] : value.flatMap((item, index) => valueTypeProblems(items, item, catalog, [...path, index]));
  }
  if (!isTable(value) || !type.types.includes("object")) return [];
  const named = type.kubernetes === undefined ? undefined : catalog.definition(type.kubernetes);
  const own = named ? Object.fromEntries(Object.entries(value).filter(([key]) => !type.properties.has(key))) : {};
  const inside = Object.entries(value).flatMap(([key, below]) => {
    const part = type.properties.get(key) ?? (named ? undefined : type.additional);
    if (part !== undefined) return valueTypeProblems(part, below, catalog, [...path, key]);
    return named ? [] : [{ path: [...path, key], message: "unknown key" }];
  });
  const kubernetes = named ? typeProblems(named, own).filter(({ problem }) => problem !== "missing") : [];
  return [...inside, ...kubernetes.map((one) => ({ path: [...path, ...one.path], message: one.problem }))];
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
