import type { Abstract } from "./abstract.ts";
import { alternativesOf, anyOf, constant, fromValues, opaque } from "./abstract.ts";
import { holesOf, partOf } from "./run.ts";
import { elementPath } from "./values-path.ts";

export interface Element {
  readonly key: Abstract;
  readonly element: Abstract;
}

export interface Going {
  /** The names of a map's keys are asked for too. */
  readonly named?: boolean;
  /** A scalar passes as a list of one. */
  readonly joined?: boolean;
}

/** What `range` goes over: once for anything that only values know. */
export function elementsOf(value: Abstract, place: string, going: Going = {}, seen: Set<Abstract> = new Set()): readonly Element[] {
  return alternativesOf(value).flatMap((one): readonly Element[] => {
    if (seen.has(one)) return [];
    seen.add(one);
    switch (one.kind) {
      case "values": {
        one.path.uses.push({ kind: "iterated", named: going.named ?? false, joined: going.joined ?? false, place });
        const set = [...one.path.overlays].map(([key, element]) => ({ key: constant(key), element }));
        return [{ key: { kind: "key", of: one.path }, element: fromValues(elementPath(one.path)) }, ...set];
      }
      case "without":
        return elementsOf(one.base, place, going, seen);
      case "mapping":
        return [
          ...[...one.entries].map(([key, element]) => ({ key: constant(key), element })),
          ...one.merged.flatMap((merged) => elementsOf(merged, place, going, seen)),
        ];
      case "sequence":
        return one.items.map((element) => ({ key: opaque("index"), element }));
      case "opaque":
        return [{ key: opaque("key"), element: partOf(one, "*") }];
      case "text": {
        const holes = [...holesOf(one.pieces)].map((hole) => hole.value);
        return [{ key: opaque("index"), element: holes.length > 0 ? anyOf(holes) : opaque("text") }];
      }
      case "constant":
        return typeof one.value === "number" ? [{ key: opaque("index"), element: opaque("index") }] : [];
      case "any":
      case "key":
        return [];
    }
  });
}
