import type { ChartTypes } from "../value-type.ts";
import { compareTypes, type OneSided, type TwoSided } from "./compare-types.ts";
import { formatDiffPath, touchedPaths } from "./diff-path.ts";
import { guessRenames, type Rename } from "./guess-renames.ts";
import { takes, takesMore } from "./takes.ts";

/** One difference between what two versions of a chart take. */
export interface TypeChange {
  /** `renamed` is a guess. */
  readonly kind: "removed" | "renamed" | "type" | "default" | "added";
  /** `server.hosts[].name`; every key of a map that has no name of its own is `*`. */
  readonly path: string;
  /** Of `renamed`: the new path. */
  readonly to?: string | undefined;
  /** Of `renamed`: what speaks for it (`near name, same uses`). */
  readonly because?: string | undefined;
  /** Of `type` in words, of `default` the value; undefined where there is none. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** Of `type`: whether every value that fitted before still fits. */
  readonly takesMore?: boolean | undefined;
  /** Paths of the given values at this place or below it, at most 100. */
  readonly touches: readonly string[];
}

export interface TypesDiff {
  readonly before: ChartTypes["chart"];
  readonly after: ChartTypes["chart"];
  /** Removed, renamed, other type, other default, added; each sorted by path. */
  readonly changes: readonly TypeChange[];
  /** How many more there are than the 5,000 that are told. */
  readonly omitted: number;
}

const MOST_CHANGES = 5000;
const KINDS: readonly TypeChange["kind"][] = ["removed", "renamed", "type", "default", "added"];

/**
 * What changes in a chart's values between two versions, and which of some given values (plain, several files merged) that touches. Keys
 * that come or go with everything below them are one change.
 */
export function diffTypes(before: ChartTypes, after: ChartTypes, values: unknown = {}): TypesDiff {
  const { removed, added, types, defaults } = compareTypes(before.values, after.values);
  const renames = guessRenames(removed, added);
  const renamed = new Set(renames.flatMap(({ from, to }) => [from, to]));
  const all = [
    ...removed.filter((one) => !renamed.has(one)).map((one) => ofOne("removed", one, values)),
    ...renames.map((rename) => ofRename(rename, values)),
    ...types.map((pair) => ofPair("type", pair, values)),
    ...defaults.map((pair) => ofPair("default", pair, values)),
    ...added.filter((one) => !renamed.has(one)).map((one) => ofOne("added", one, values)),
  ].toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.path < b.path ? -1 : 1));
  const changes = all.slice(0, MOST_CHANGES);
  return { before: before.chart, after: after.chart, changes, omitted: all.length - changes.length };
}

function ofOne(kind: "added" | "removed", { path, type }: OneSided, values: unknown): TypeChange {
  const side = kind === "added" ? { after: takes(type) } : { before: takes(type) };
  return { kind, path: formatDiffPath(path), ...side, touches: touchedPaths(values, path) };
}

function ofRename({ from, to, because }: Rename, values: unknown): TypeChange {
  return {
    kind: "renamed",
    path: formatDiffPath(from.path),
    to: formatDiffPath(to.path),
    because,
    touches: touchedPaths(values, from.path),
  };
}

function ofPair(kind: "type" | "default", { path, before, after }: TwoSided, values: unknown): TypeChange {
  const sides =
    kind === "type"
      ? { before: takes(before), after: takes(after), takesMore: takesMore(before, after) }
      : { before: before.default, after: after.default };
  return { kind, path: formatDiffPath(path), ...sides, touches: touchedPaths(values, path) };
}

/** Whether values that fitted before may be wrong or without effect now. */
export function breaksValues({ kind, touches, takesMore: wider }: TypeChange): boolean {
  return touches.length > 0 && (kind === "removed" || kind === "renamed" || (kind === "type" && wider !== true));
}
