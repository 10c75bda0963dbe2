import { nearestOf } from "@helmwright/core";

import { kubernetesTypes, type TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { ChartTypes, ValueType } from "../value-type.ts";
import type { ExplainOptions } from "./explain-path.ts";
import { findPlace, keysOf } from "./find-place.ts";
import { formatSteps, parsePath, type PathStep } from "./parse-path.ts";

const MOST_SEARCHED = 50_000;

/** The known path that is nearest to an unknown one: with a step spelt rightly, else one that ends with the same key. */
export function nearestPath(
  { values }: ChartTypes,
  path: string,
  { catalog = kubernetesTypes() }: ExplainOptions = {},
): string | undefined {
  const steps = parsePath(path);
  const corrected = correctSteps(values, steps, catalog);
  if (corrected) return formatSteps(corrected);
  const last = steps.findLast((step) => step !== undefined);
  const elsewhere = last === undefined ? undefined : findKey(values, last);
  return elsewhere && formatSteps(elsewhere);
}

/** The path with wrong steps replaced by the nearest keys, as far as it leads. */
function correctSteps(values: ValueType, steps: readonly PathStep[], catalog: TypeCatalog): readonly PathStep[] | undefined {
  let tried = steps;
  for (const _ of steps) {
    const { place, steps: found, rest } = findPlace(values, tried, catalog);
    const [wrong, ...others] = rest;
    if (wrong === undefined) return found.length > 0 ? found : undefined;
    const near = nearestOf(wrong, keysOf(place, catalog));
    if (near === undefined) return undefined;
    tried = [...found, near, ...others];
  }
  const { steps: found, rest } = findPlace(values, tried, catalog);
  return rest.length === 0 ? found : undefined;
}

/** The shortest path to a key of this name. */
function findKey(values: ValueType, key: string): readonly PathStep[] | undefined {
  const waiting: { readonly value: ValueType; readonly steps: readonly PathStep[] }[] = [{ value: values, steps: [] }];
  for (const { value, steps } of waiting) {
    if (value.properties.has(key)) return [...steps, key];
    if (waiting.length > MOST_SEARCHED) return undefined;
    for (const [name, part] of value.properties) waiting.push({ value: part, steps: [...steps, name] });
    if (value.items) waiting.push({ value: value.items, steps: [...steps, undefined] });
  }
  return undefined;
}
