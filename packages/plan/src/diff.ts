import { formatObject, objectIdOf, withoutNulls } from "@helmwright/core";
import type { Manifest, ObjectChange, ValueChange } from "@helmwright/core";

import { canonical } from "./fingerprint.ts";

interface Leaf {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
}

/** Paths at which two JSON values differ. Lists of equal length are compared item by item, others as a whole. */
export function diffPaths(before: unknown, after: unknown, path = ""): readonly Leaf[] {
  if (canonical(before) === canonical(after)) return [];
  if (before === undefined) return [{ path, change: "added" }];
  if (after === undefined) return [{ path, change: "removed" }];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => diffPaths(item, after[index], `${path}[${index}]`));
  }
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) => diffPaths(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  return [{ path, change: "changed" }];
}

export function diffValues(before: unknown, after: unknown): readonly ValueChange[] {
  return diffPaths(before ?? {}, after ?? {});
}

/** Objects that two renderings of a release differ in. `ignored` are field paths that differ each time. */
export function diffObjects(
  before: readonly Manifest[],
  after: readonly Manifest[],
  namespace: string,
  ignored: readonly string[] = [],
): readonly ObjectChange[] {
  const key = (object: Manifest): string => formatObject({ ...objectIdOf(object), namespace: object.metadata.namespace ?? namespace });
  const old = new Map(before.map((object) => [key(object), object]));
  const now = new Map(after.map((object) => [key(object), object]));
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((name): readonly ObjectChange[] => {
    const [from, to] = [old.get(name), now.get(name)];
    if (!from) return [{ object: name, change: "added", fields: [] }];
    if (!to) return [{ object: name, change: "removed", fields: [] }];
    const fields = diffPaths(comparable(from), comparable(to)).flatMap(({ path }) =>
      ignored.some((one) => path === one || path.startsWith(`${one}.`)) ? [] : [path],
    );
    return fields.length === 0 ? [] : [{ object: name, change: "changed", fields }];
  });
}

/** A Secret is compared by its keys: its values belong into no plan. */
function comparable(object: Manifest): unknown {
  const pruned = withoutNulls(object);
  if (object.kind !== "Secret") return pruned;
  const keys = (value: unknown): unknown => (isMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, "hidden"])) : value);
  return { ...pruned, data: keys(pruned["data"]), stringData: keys(pruned["stringData"]) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
