import type { Abstract, Piece } from "./abstract.ts";
import { alternativesOf } from "./abstract.ts";

const MOST = 64;

/** All texts that a value can be; undefined when values or the cluster have a part in it. `null` is no text. */
export function constantTexts(value: Abstract): readonly string[] | undefined {
  const found = new Set<string>();
  for (const one of alternativesOf(value)) {
    const texts =
      one.kind === "constant" ? (one.value === null ? [] : [String(one.value)]) : one.kind === "text" ? textsOf(one.pieces) : undefined;
    if (!texts) return undefined;
    for (const each of texts) found.add(each);
  }
  return found.size > MOST ? undefined : [...found];
}

function textsOf(pieces: readonly Piece[]): readonly string[] | undefined {
  let texts: readonly string[] = [""];
  for (const piece of pieces) {
    const next = typeof piece === "string" ? [piece] : piece.kind === "alternatives" ? unionOf(piece.branches) : undefined;
    if (!next || texts.length * next.length > MOST) return undefined;
    texts = texts.flatMap((text) => next.map((one) => text + one));
  }
  return texts;
}

function unionOf(branches: readonly (readonly Piece[])[]): readonly string[] | undefined {
  const texts = branches.map(textsOf);
  return texts.every((one) => one !== undefined) ? [...new Set(texts.flat())] : undefined;
}
