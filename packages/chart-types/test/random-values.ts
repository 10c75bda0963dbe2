/** Numbers from 0 to 1, the same ones for the same seed. */
export type Random = () => number;

/** Mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Makes a value; undefined leaves the key out. */
export type Generator = (random: Random) => unknown;

export const oneOf =
  (...choices: readonly (Generator | string | number | boolean | null)[]): Generator =>
  (random) => {
    const chosen = choices[Math.floor(random() * choices.length)];
    return typeof chosen === "function" ? chosen(random) : chosen;
  };

/** A map with some of these keys. */
export const mapOf =
  (keys: Readonly<Record<string, Generator>>, share = 0.5): Generator =>
  (random) =>
    Object.fromEntries(Object.entries(keys).flatMap(([key, generate]) => (random() < share ? [[key, generate(random)]] : [])));

export const listOf =
  (generate: Generator): Generator =>
  (random) =>
    Array.from({ length: Math.floor(random() * 3) }, () => generate(random));

/** Every kind of scalar, with texts that YAML reads as something else. */
export const scalar: Generator = oneOf(0, 1, 3, 8080, 1.5, "x", "3", "0.5", "true", "50%", "100m", true, false, null);
