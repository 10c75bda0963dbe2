import type { Hole } from "../abstract.ts";
import type { Atom } from "./yaml-node.ts";

/** What a mark in a line stands for: a hole, or texts of which one is there. */
export type Marked = Hole | { readonly kind: "choice"; readonly texts: readonly string[] };

const FIRST = 0xe000;
const MOST = 0x1900;
const MOST_CHOICES = 16;

/** Holes stand in a line as characters for private use, which a chart's own text may not hold. */
export class Marks {
  readonly #marked: Marked[] = [];
  /** Holes beyond what one text can number. */
  readonly lost: Hole[] = [];

  add(marked: Marked): string {
    if (this.#marked.length < MOST) return String.fromCharCode(FIRST + this.#marked.push(marked) - 1);
    if (marked.kind === "hole") this.lost.push(marked);
    else this.lost.push(...marked.texts.flatMap((text) => this.atoms(text)).filter((atom) => typeof atom === "object"));
    return "?";
  }

  get(character: string | undefined): Marked | undefined {
    return character === undefined ? undefined : this.#marked[character.charCodeAt(0) - FIRST];
  }

  /** The only thing in a text, when that is a mark. */
  only(text: string): Marked | undefined {
    return text.length === 1 ? this.get(text) : undefined;
  }

  /** What a text with choices, but without holes, can be. */
  choices(text: string): readonly string[] {
    let texts: readonly string[] = [""];
    for (const character of text) {
      const marked = this.get(character);
      const next = marked?.kind === "choice" ? marked.texts.flatMap((one) => this.choices(one)) : [character];
      texts = [...new Set(texts.flatMap((one) => next.map((more) => one + more)))].slice(0, MOST_CHOICES);
    }
    return texts;
  }

  /** The text as literal parts and holes; of a choice all texts, one after the other. */
  atoms(text: string): Atom[] {
    const atoms: Atom[] = [];
    let literal = "";
    for (const character of text) {
      const marked = this.get(character);
      if (!marked) {
        literal += character;
        continue;
      }
      if (literal !== "") atoms.push(literal);
      literal = "";
      if (marked.kind === "hole") atoms.push(marked);
      else atoms.push(...marked.texts.flatMap((one) => this.atoms(one)));
    }
    if (literal !== "") atoms.push(literal);
    return atoms;
  }
}

export function withoutMarks(text: string): string {
  return text.replaceAll(/[\ue000-\uf8ff]/gu, "?");
}
