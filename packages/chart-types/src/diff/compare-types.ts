import { isDeepStrictEqual } from "node:util";

import type { ValueType } from "../value-type.ts";
import type { DiffPath } from "./diff-path.ts";
import { takesAlike } from "./takes.ts";

/** A key that only one of two charts knows. */
export interface OneSided {
  readonly path: DiffPath;
  readonly type: ValueType;
}

/** A value that both charts take, in different ways. */
export interface TwoSided {
  readonly path: DiffPath;
  readonly before: ValueType;
  readonly after: ValueType;
}

export interface ComparedTypes {
  readonly added: readonly OneSided[];
  readonly removed: readonly OneSided[];
  readonly types: readonly TwoSided[];
  readonly defaults: readonly TwoSided[];
}

/** Walks two types side by side. What only one of them has is told by its topmost key. */
export function compareTypes(before: ValueType, after: ValueType): ComparedTypes {
  const found: Found = { added: [], removed: [], types: [], defaults: [] };
  compare({ path: [], before, after }, found);
  return found;
}

type Found = { [K in keyof ComparedTypes]: ComparedTypes[K][number][] };

function compare(pair: TwoSided, found: Found): void {
  const { path, before, after } = pair;
  if (!takesAlike(before, after)) found.types.push(pair);
  else if (isLeaf(before) && isLeaf(after) && !isDeepStrictEqual(before.default, after.default)) found.defaults.push(pair);
  // What takes anything, or another Kubernetes type, says nothing about single keys.
  if (before.types.length === 0 || after.types.length === 0 || before.kubernetes !== after.kubernetes) return;
  compareKeys(pair, found);
  if (before.items && after.items) compare({ path: [...path, "items"], before: before.items, after: after.items }, found);
  if (before.additional && after.additional) {
    compare({ path: [...path, "keys"], before: before.additional, after: after.additional }, found);
  }
}

function compareKeys({ path, before, after }: TwoSided, found: Found): void {
  if (!takesKeys(before) || !takesKeys(after)) return;
  for (const key of new Set([...before.properties.keys(), ...after.properties.keys()])) {
    const [old, now] = [before.properties.get(key), after.properties.get(key)];
    const at: DiffPath = [...path, { key }];
    if (old && now) compare({ path: at, before: old, after: now }, found);
    else if (old) oneSided("removed", { path: at, type: old, other: after.additional }, found);
    else if (now) oneSided("added", { path: at, type: now, other: before.additional }, found);
  }
}

/** A key that an open map has by default is no key of the chart: only its value counts. */
function oneSided(
  kind: "added" | "removed",
  { path, type, other }: OneSided & { readonly other: ValueType | undefined },
  found: Found,
): void {
  if (!other) found[kind].push({ path, type });
  else if (type.default !== undefined) {
    const none = { ...other, default: undefined };
    found.defaults.push({ path, ...(kind === "removed" ? { before: type, after: none } : { before: none, after: type }) });
  }
}

function takesKeys({ types, properties }: ValueType): boolean {
  return types.includes("object") || properties.size > 0;
}

function isLeaf({ properties }: ValueType): boolean {
  return properties.size === 0;
}
