import { formatPath } from "@helmwright/core";

import type { ValuePath } from "../chart/values-node.ts";
import type { ValueType } from "../value-type.ts";
import type { ValuesFinding } from "./values-finding.ts";

const HINT = "The chart renders nothing without it; `helmwright types` explains it with --explain.";

/** What the chart needs and the merged values don't have. What lies below something that is not there, or is switched off, is not asked for. */
export function requiredFindings(type: ValueType, values: unknown, path: ValuePath = []): readonly ValuesFinding[] {
  if (type.required && isAbsent(values)) {
    return [{ severity: "error", rule: "required", path, message: `${formatPath(path)} is missing`, hint: HINT }];
  }
  if (typeof values !== "object" || values === null) return [];
  if (Array.isArray(values)) {
    const { items } = type;
    return items ? values.flatMap((value, index) => requiredFindings(items, value, [...path, index])) : [];
  }
  const held = values as Readonly<Record<string, unknown>>;
  if (held["enabled"] === false) return [];
  const known = [...type.properties].flatMap(([key, below]) =>
    requiredFindings(below, Object.hasOwn(held, key) ? held[key] : undefined, [...path, key]),
  );
  const { additional } = type;
  const others = additional ? Object.keys(held).filter((key) => !type.properties.has(key)) : [];
  return [...known, ...others.flatMap((key) => (additional ? requiredFindings(additional, held[key], [...path, key]) : []))];
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
