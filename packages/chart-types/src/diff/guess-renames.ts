import { isDeepStrictEqual } from "node:util";

import { nearestOf } from "@helmwright/core";

import { typeWords } from "../explain/type-words.ts";
import type { ValueType } from "../value-type.ts";
import type { OneSided } from "./compare-types.ts";
import { type DiffPath, formatDiffPath } from "./diff-path.ts";

export interface Rename {
  readonly from: OneSided;
  readonly to: OneSided;
  /** What speaks for it: `same uses`, `near name`. */
  readonly because: string;
}

/** Beyond these many keys nothing is guessed: pairs grow with the square. */
const MOST = 400;

/**
 * Guesses which of the removed keys are among the added ones under another name: equal types, and a near name beside the old
 * one, the same name elsewhere with equal keys, uses or default, or an equal default with equal uses. One for each key, the surest first.
 */
export function guessRenames(removed: readonly OneSided[], added: readonly OneSided[]): readonly Rename[] {
  if (removed.length > MOST || added.length > MOST) return [];
  const candidates = removed.flatMap((from) => added.flatMap((to) => candidate(from, to) ?? []));
  const taken = new Set<OneSided>();
  return candidates
    .toSorted((a, b) => b.sureness - a.sureness)
    .flatMap(({ from, to, because }) => {
      if (taken.has(from) || taken.has(to)) return [];
      taken.add(from).add(to);
      return [{ from, to, because }];
    });
}

function candidate(from: OneSided, to: OneSided): (Rename & { readonly sureness: number }) | undefined {
  if (!equalShape(from.type, to.type)) return undefined;
  const [old, now] = [lastKey(from.path), lastKey(to.path)];
  if (old === undefined || now === undefined) return undefined;
  const besides = formatDiffPath(from.path.slice(0, -1)) === formatDiffPath(to.path.slice(0, -1));
  const signs = {
    "same name": old === now,
    "near name": old !== now && besides && isNear(old, now),
    "same uses": sharesUses(from.type, to.type),
    "same default": isTelling(from.type.default) && isDeepStrictEqual(from.type.default, to.type.default),
    "same keys": from.type.properties.size > 1,
  };
  const more = [signs["same uses"], signs["same default"], signs["same keys"]].filter(Boolean).length;
  const isMeant = signs["near name"] || (signs["same name"] && more > 0) || (signs["same uses"] && signs["same default"]);
  if (!isMeant) return undefined;
  const because = Object.entries(signs).flatMap(([sign, holds]) => (holds ? [sign] : []));
  return { from, to, because: because.join(", "), sureness: because.length + (besides ? 0.5 : 0) };
}

function lastKey(path: DiffPath): string | undefined {
  const last = path.at(-1);
  return typeof last === "object" ? last.key : undefined;
}

function isNear(a: string, b: string): boolean {
  const spelling = (key: string): string => key.replaceAll(/[-_.]/gu, "").toLowerCase();
  const [one, other] = [spelling(a), spelling(b)];
  const shared = Math.max(sharedStart(one, other), sharedEnd(one, other));
  return nearestOf(one, [other]) !== undefined || (shared > 3 && shared >= Math.min(one.length, other.length) / 2);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return length;
}

function equalShape(a: ValueType, b: ValueType): boolean {
  const keys = (type: ValueType): string => [...type.properties.keys()].toSorted().join("\0");
  return typeWords(a) === typeWords(b) && keys(a) === keys(b);
}

function sharesUses(a: ValueType, b: ValueType): boolean {
  const uses = new Set(usesOf(a));
  return usesOf(b).some((use) => uses.has(use));
}

/** The fields that a value lands in. */
function usesOf({ reasons }: ValueType): readonly string[] {
  return reasons.flatMap(({ text }) => (text.startsWith("lands in ") ? [text] : []));
}

/** Whether a default says something about what the value is for: half of all booleans are equal. */
function isTelling(value: unknown): boolean {
  if (typeof value === "string") return value.length > 2;
  if (typeof value === "number") return value > 1;
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
