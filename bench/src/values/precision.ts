import type { Checker, LeafType } from "./checker.ts";
import type { ValuePath } from "./value-paths.ts";

/** A leaf without a precise type. */
export interface ImpreciseLeaf {
  readonly path: ValuePath;
  /** Undefined: the chart takes no such key. */
  readonly type?: LeafType | undefined;
}

export interface PrecisionResult {
  readonly chart: string;
  /** Scalars, nulls and what is empty in the chart's `values.yaml`. */
  readonly leaves: number;
  /** One JSON type, or a named Kubernetes type. */
  readonly precise: number;
  /** Those of them where no other spelling is accepted either. */
  readonly strict: number;
  readonly imprecise: readonly ImpreciseLeaf[];
}

/** How many leaves of a chart's values have a type that says something. */
export function measurePrecision(chart: string, { generated: { leaves } }: Checker): PrecisionResult {
  const precise = leaves.filter(({ type }) => isPrecise(type));
  const strict = precise.filter(({ type }) => isPrecise(type && { ...type, types: [...type.types, ...type.alsoAs] }));
  return {
    chart,
    leaves: leaves.length,
    precise: precise.length,
    strict: strict.length,
    imprecise: leaves.filter(({ type }) => !isPrecise(type)),
  };
}

function isPrecise(type: LeafType | undefined): boolean {
  if (type === undefined) return false;
  const types = new Set(type.types.map((one) => (one === "integer" ? "number" : one)));
  return types.size === 1 || type.kubernetes !== undefined;
}
