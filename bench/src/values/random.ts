import { createHash } from "node:crypto";

/** A stream of numbers from 0 to below 1 that is the same for the same seed. */
export type Random = () => number;

/** Mulberry32 over a digest of the seed: small, and good enough to pick keys. */
export function seededRandom(seed: string): Random {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `end`. */
export function below(end: number, random: Random): number {
  return Math.floor(random() * end);
}

/** So many of the items, in their own order; all of them where there are no more. */
export function sampleOf<T>(items: readonly T[], size: number, random: Random): readonly T[] {
  if (items.length <= size) return items;
  const order = items.map((_, index) => ({ index, at: random() })).toSorted((a, b) => a.at - b.at);
  const chosen = new Set(order.slice(0, size).map(({ index }) => index));
  return items.filter((_, index) => chosen.has(index));
}
