import type { Chart } from "@helmwright/chart-types";

import { hasPath, isTable, valueAt } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** A value that a chart's own schema is likely to refuse. */
export interface Mutation {
  readonly path: ValuePath;
  readonly value: unknown;
  /** The keyword that it goes against. */
  readonly against: string;
}

const DEEPEST = 16;
const ONE_OF_EACH: readonly (readonly [string, unknown])[] = [
  ["string", "hwpaaaq"],
  ["integer", 7],
  ["boolean", true],
  ["array", ["hwpaaaq"]],
  ["object", { hwpaaaq: "hwpaaaq" }],
];

/** Values that go against one keyword each, for the schemas of a chart and of its subcharts. */
export function schemaMutations(chart: Chart, defaults: Values): readonly Mutation[] {
  return [...ofChart(chart, [])].filter(({ path, against }) => against !== "required" || hasPath(defaults, path));
}

function* ofChart({ schema, subcharts }: Chart, path: ValuePath): Generator<Mutation> {
  if (schema !== undefined) yield* ofSchema(schema, { root: schema, path, seen: [] });
  for (const { key, chart } of subcharts) if (chart !== undefined) yield* ofChart(chart, [...path, key]);
}

interface At {
  readonly root: Values;
  readonly path: ValuePath;
  /** Schemas that this one lies in: a schema may refer to itself. */
  readonly seen: readonly unknown[];
}

function* ofSchema(schema: unknown, at: At): Generator<Mutation> {
  if (!isTable(schema) || at.seen.includes(schema) || at.path.length > DEEPEST) return;
  const { root, path } = at;
  const inner: At = { ...at, seen: [...at.seen, schema] };
  if (path.length > 0) yield* againstValue(schema, path);
  yield* againstKeys(schema, path);
  const { properties, allOf, $ref } = schema;
  for (const [key, below] of isTable(properties) ? Object.entries(properties) : []) {
    yield* ofSchema(below, { ...inner, path: [...path, key] });
  }
  for (const part of Array.isArray(allOf) ? (allOf as readonly unknown[]) : []) yield* ofSchema(part, inner);
  if (typeof $ref === "string" && $ref.startsWith("#/")) {
    yield* ofSchema(valueAt(root, decodeURIComponent($ref.slice(2)).split("/")), inner);
  }
}

function* againstValue(schema: Values, path: ValuePath): Generator<Mutation> {
  const { type, minimum, maximum } = schema;
  const types = [type].flat();
  if (type !== undefined) {
    const others = ONE_OF_EACH.filter(([name]) => !types.includes(name) && !(name === "integer" && types.includes("number")));
    for (const [, value] of others) yield { path, value, against: "type" };
    if (!types.includes("null")) yield { path, value: null, against: "type" };
  }
  if (Array.isArray(schema["enum"])) yield { path, value: "hwpaaaq", against: "enum" };
  if (typeof minimum === "number") yield { path, value: minimum - 1, against: "minimum" };
  if (typeof maximum === "number") yield { path, value: maximum + 1, against: "maximum" };
  if (typeof schema["pattern"] === "string") yield { path, value: "\t~!?", against: "pattern" };
  if (typeof schema["minLength"] === "number") yield { path, value: "", against: "minLength" };
}

function* againstKeys(schema: Values, path: ValuePath): Generator<Mutation> {
  const { required, additionalProperties } = schema;
  for (const key of Array.isArray(required) ? (required as readonly string[]) : []) {
    yield { path: [...path, key], value: null, against: "required" };
  }
  if (additionalProperties === false) yield { path: [...path, "hwpaaaq"], value: "hwpaaaq", against: "additionalProperties" };
}
