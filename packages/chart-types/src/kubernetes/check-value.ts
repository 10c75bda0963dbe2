import type { JsonType } from "../value-type.ts";
import type { SchemaFormat } from "./schema-node.ts";
import { additionalAt, type TypeRef } from "./type-ref.ts";

/** Why the API server refuses a value, and where. */
export interface TypeProblem {
  readonly path: readonly (string | number)[];
  readonly problem: "unknown field" | "wrong type" | "wrong format" | "not in enum" | "missing";
}

const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/u;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/u;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/u;
const INT32 = 2 ** 31;

const isInt32 = (value: unknown): boolean => typeof value === "number" && value >= -INT32 && value < INT32;

const FORMATS: Readonly<Record<SchemaFormat, (value: unknown) => boolean>> = {
  int32: isInt32,
  int64: () => true,
  "int-or-string": (value) => typeof value === "string" || isInt32(value),
  quantity: (value) => QUANTITY.test(String(value)),
  byte: (value) => BASE64.test(String(value).replace(/[\r\n]/gu, "")),
  "date-time": (value) => DATE_TIME.test(String(value)),
};

function jsonTypeOf(value: unknown): JsonType | undefined {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  const type = typeof value;
  return type === "string" || type === "boolean" || type === "object" ? type : undefined;
}

function isOfType(value: unknown, types: readonly JsonType[]): boolean {
  const type = jsonTypeOf(value);
  return types.length === 0 || types.some((taken) => taken === type || (taken === "number" && type === "integer"));
}

type Path = TypeProblem["path"];

function* objectProblems(type: TypeRef, value: object, path: Path): Generator<TypeProblem> {
  for (const [key, part] of Object.entries(value)) {
    const inside = type.properties.get(key) ?? additionalAt(type, key);
    if (inside !== undefined) yield* problemsOf(inside, part, [...path, key]);
    else if (!type.open) yield { path: [...path, key], problem: "unknown field" };
  }
  const given = value as Readonly<Record<string, unknown>>;
  for (const key of type.required) {
    if (!Object.hasOwn(value, key) || given[key] === null || given[key] === undefined) yield { path: [...path, key], problem: "missing" };
  }
}

function* problemsOf(type: TypeRef, value: unknown, path: Path): Generator<TypeProblem> {
  if (value === null || value === undefined) return;
  if (!isOfType(value, type.types)) {
    yield { path, problem: "wrong type" };
  } else if (type.enum !== undefined && !type.enum.some((taken) => taken === value)) {
    yield { path, problem: "not in enum" };
  } else if (type.format !== undefined && !FORMATS[type.format](value)) {
    yield { path, problem: "wrong format" };
  } else if (Array.isArray(value)) {
    const { items } = type;
    if (items !== undefined) for (const [index, element] of value.entries()) yield* problemsOf(items, element, [...path, index]);
  } else if (typeof value === "object") {
    yield* objectProblems(type, value, path);
  }
}

/**
 * What the API server's strict decoding finds in a plain JSON value: unknown fields, wrong JSON types and formats, and what
 * its validation adds by schema: enumerations and missing fields. Null counts as absent, as in Helm's manifests.
 * Rules that no schema states (names, ranges, combinations) are not checked.
 */
export function typeProblems(type: TypeRef, value: unknown): readonly TypeProblem[] {
  return [...problemsOf(type, value, [])];
}

/** Whether the API server takes a plain JSON value at a place of this type; see {@link typeProblems}. */
export function takesValue(type: TypeRef, value: unknown): boolean {
  return problemsOf(type, value, []).next().done === true;
}
