/** A number from 0 to below 1, the same series for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a template is made of, roughly: delimiters, words, numbers, quotes, single other characters, runs of text outside. */
const PIECES = /\{\{-?|-?\}\}|\/\*|\*\/|:=|[\p{L}\p{N}_]+|\s+|[^]/gu;
const ACTION = /\{\{(?:[^}]|\}(?!\}))*\}\}/g;
/** What a mistake may put somewhere: every sign with a meaning in an action. */
const SIGNS = [
  "{{",
  "}}",
  "{{-",
  "-}}",
  " ",
  "\n",
  "(",
  ")",
  "|",
  ".",
  ",",
  "$",
  "$x",
  ":=",
  "=",
  '"',
  "`",
  "'",
  "\\",
  "/*",
  "*/",
  "-",
  "+",
  "_",
  "0",
  "1e3",
  "0x1p-2",
  "2i",
];
const WORDS = ["if", "else", "end", "with", "range", "define", "block", "template", "break", "continue", "nil", "true", ".a", "é", "𝒳"];

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** Changes one piece: drops, doubles or replaces it, swaps it with the next or puts something before it. */
function changePiece(random: Random, pieces: readonly string[]): string {
  const index = Math.floor(random() * pieces.length);
  const piece = pieces[index] ?? "";
  const next = pieces[index + 1] ?? "";
  const stray = (): string => pick(random, random() < 0.7 ? SIGNS : WORDS);
  const changed = pick<() => [string, number]>(random, [
    () => ["", 1],
    () => [piece + piece, 1],
    () => [next + piece, 2],
    () => [stray(), 1],
    () => [stray() + piece, 1],
    () => [pick(random, pieces) + piece, 1],
  ]);
  const [text, taken] = changed();
  return pieces.slice(0, index).join("") + text + pieces.slice(index + taken).join("");
}

/** Makes one to three small mistakes in a template, most of them inside an action, by piece or by character. */
export function mutateTemplate(text: string, random: Random): string {
  let mutated = text;
  for (let times = random() < 0.7 ? 1 : 1 + Math.ceil(random() * 2); times > 0; times -= 1) {
    const actions = random() < 0.9 ? [...mutated.matchAll(ACTION)] : [];
    const action = actions.length === 0 ? undefined : pick(random, actions);
    const start = action?.index ?? 0;
    const end = start + (action?.[0].length ?? mutated.length);
    const part = mutated.slice(start, end);
    const pieces = random() < 0.6 ? (part.match(PIECES) ?? []) : Array.from(part);
    mutated = mutated.slice(0, start) + changePiece(random, pieces.length === 0 ? [""] : pieces) + mutated.slice(end);
  }
  return mutated;
}
