import leven from "leven";

import { formatPath, nearestOf } from "../schema-problems.ts";
import { keysBelow, knownKeys } from "./object-view.ts";
import type { Alternative, SchemaRoot } from "./schema-node.ts";

/** An unknown key, where it stands, and what is known around it. */
export interface UnknownKey {
  readonly key: string;
  /** Of the object that has the key. */
  readonly path: readonly (string | number)[];
  /** The schemas of that object. */
  readonly parts: Alternative;
  /** The schemas of the object that holds that object. */
  readonly above: Alternative | undefined;
  readonly root: SchemaRoot;
}

const LONGEST = 100;
const SHORTEST_START = 5;

/** The path that was probably meant: the key in another spelling, one level up or down, or the nearest of its neighbours. */
export function nearKey({ key, path, parts, above, root }: UnknownKey): string | undefined {
  if (key.length > LONGEST) return undefined;
  const keys = knownKeys(parts);
  const here = keys.find((known) => spelling(known) === spelling(key)) ?? keys.find((known) => leven(known, key, { maxDistance: 2 }) === 1);
  if (here !== undefined) return formatPath([...path, here]);
  const higher = above && knownKeys(above).find((known) => spelling(known) === spelling(key));
  if (higher !== undefined) return formatPath([...path.slice(0, -1), higher]);
  const lower = keys.flatMap((known) =>
    keysBelow(parts, known, root)
      .filter((below) => spelling(below) === spelling(key))
      .map((below) => formatPath([...path, known, below])),
  );
  const [only, ...others] = new Set(lower);
  if (only !== undefined && others.length === 0) return only;
  const near = nearestOf(key, keys) ?? sameStart(key, keys);
  return near === undefined ? undefined : formatPath([...path, near]);
}

/** `replicaCount` for `replicas`: the one key that shares most of a long start. */
function sameStart(key: string, keys: readonly string[]): string | undefined {
  const needed = Math.max(SHORTEST_START, Math.ceil(key.length * 0.75));
  const [only, ...others] = keys.filter((known) => known.toLowerCase().startsWith(key.slice(0, needed).toLowerCase()));
  return others.length === 0 && key.length >= needed ? only : undefined;
}

/** `replica-count`, `replica_count` and `replicaCount` are one. */
function spelling(key: string): string {
  return key.replaceAll(/[-_.\s]/gu, "").toLowerCase();
}
