import { below } from "./random.ts";
import type { Random } from "./random.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const TRIES = 50;

/** One letter dropped, doubled or replaced, or two neighbours swapped. */
function editOnce(word: string, random: Random): string {
  const at = below(word.length, random);
  const letter = word[at] ?? "";
  const before = word.slice(0, at);
  const after = word.slice(at + 1);
  switch (below(4, random)) {
    case 0:
      return before + after;
    case 1:
      return before + after.slice(0, 1) + letter + after.slice(1);
    case 2:
      return before + letter + letter + after;
    default:
      return before + (/\d/u.test(letter) ? String(below(10, random)) : (LETTERS[below(26, random)] ?? "")) + after;
  }
}

/** The word with one typo. Undefined when no edit was found that is neither empty nor one of the words that are taken. */
export function misspell(word: string, taken: ReadonlySet<string>, random: Random): string | undefined {
  for (let time = 0; time < TRIES; time += 1) {
    const typo = editOnce(word, random);
    if (typo !== "" && typo !== word && !taken.has(typo)) return typo;
  }
  return undefined;
}
