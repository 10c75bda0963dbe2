import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { ValueType } from "../value-type.ts";
import type { PathStep } from "./parse-path.ts";

/** A place in values: one that the chart's files speak of, or one inside of a Kubernetes type. */
export type Place = { readonly value: ValueType } | { readonly type: TypeRef };

/** How far a path is known. */
export interface FoundPlace {
  readonly place: Place;
  readonly steps: readonly PathStep[];
  /** The rest of the path, which leads nowhere. */
  readonly rest: readonly PathStep[];
}

export function findPlace(values: ValueType, steps: readonly PathStep[], catalog: TypeCatalog): FoundPlace {
  let place: Place = { value: values };
  let at = 0;
  const taken: PathStep[] = [];
  while (at < steps.length) {
    const next = stepInto(place, steps.slice(at), catalog);
    if (!next) break;
    place = next.place;
    taken.push(next.step);
    at += next.length;
  }
  return { place, steps: taken, rest: steps.slice(at) };
}

interface Step {
  readonly place: Place;
  readonly step: PathStep;
  readonly length: number;
}

function stepInto(place: Place, [first, ...others]: readonly PathStep[], catalog: TypeCatalog): Step | undefined {
  if (first === undefined || (/^\d+$/u.test(first) && elementOf(place))) {
    const element = elementOf(place);
    return element && { place: element, step: undefined, length: 1 };
  }
  return dottedKey(place, [first, ...others], catalog) ?? otherKey(place, first);
}

/** Keys may hold dots that nobody quoted: the longest key that is known. */
function dottedKey(place: Place, steps: readonly PathStep[], catalog: TypeCatalog): Step | undefined {
  const end = steps.indexOf(undefined);
  const plain = steps.slice(0, end === -1 ? steps.length : end).slice(0, 10);
  for (let length = plain.length; length > 0; length -= 1) {
    const key = plain.slice(0, length).join(".");
    const found = keyOf(place, key, catalog);
    if (found) return { place: found, step: key, length };
  }
  return undefined;
}

function otherKey(place: Place, key: string): Step | undefined {
  const other = "value" in place ? place.value.additional : place.type.additional;
  if (!other) return undefined;
  return { place: "value" in place ? { value: other as ValueType } : { type: other as TypeRef }, step: key, length: 1 };
}

function elementOf(place: Place): Place | undefined {
  if ("value" in place) return place.value.items && { value: place.value.items };
  return place.type.items && { type: place.type.items };
}

function keyOf(place: Place, key: string, catalog: TypeCatalog): Place | undefined {
  if ("type" in place) {
    const field = place.type.properties.get(key);
    return field && { type: field };
  }
  const own = place.value.properties.get(key);
  if (own) return { value: own };
  const field = definitionOf(place.value, catalog)?.properties.get(key);
  if (field) return { type: field };
  const other = place.value.additional ? undefined : definitionOf(place.value, catalog)?.additional;
  return other && { type: other };
}

/** The Kubernetes type that a value is. */
export function definitionOf({ kubernetes }: ValueType, catalog: TypeCatalog): TypeRef | undefined {
  return kubernetes === undefined ? undefined : catalog.definition(kubernetes);
}

/** The keys that are known at a place. */
export function keysOf(place: Place, catalog: TypeCatalog): readonly string[] {
  if ("type" in place) return [...place.type.properties.keys()];
  return [...new Set([...place.value.properties.keys(), ...(definitionOf(place.value, catalog)?.properties.keys() ?? [])])];
}
