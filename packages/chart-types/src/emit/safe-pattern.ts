import { RegExpParser, visitRegExpAST, type AST } from "@eslint-community/regexpp";

/** Longer than any pattern that somebody wrote. */
const LONGEST = 1000;
/** Repeats beyond this are as good as endless. */
const MANY = 10;
/** How many endless repeats may follow each other: time grows with the length of a text to the power of it. */
const MOST_ENDLESS = 3;
/** How often a fixed number of choices may double the time. */
const MOST_DOUBLINGS = 16;

/**
 * Whether a pattern, which a stranger may have written, is ECMAScript and matches any text in reasonable time: nothing with
 * choices inside is repeated endlessly, and there are few choices in all. Some that would do are refused.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > LONGEST) return false;
  try {
    return isCheap(new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true }));
  } catch {
    // No ECMAScript, or nested so deep that the parser gives up.
    return false;
  }
}

function isCheap(pattern: AST.Pattern): boolean {
  let endless = 0;
  let doublings = 0;
  let isNested = false;
  visitRegExpAST(pattern, {
    onQuantifierEnter(node) {
      if (node.min === node.max) return;
      if (node.max > MANY) {
        endless += 1;
        isNested ||= repeatsAround(node) > 1;
      } else {
        doublings += repeatsAround(node) * node.max;
        isNested ||= isInsideEndless(node);
      }
    },
    onGroupEnter: countAlternatives,
    onCapturingGroupEnter: countAlternatives,
  });
  return !isNested && endless <= MOST_ENDLESS && doublings <= MOST_DOUBLINGS;

  function countAlternatives(node: AST.Group | AST.CapturingGroup): void {
    if (node.alternatives.length < 2) return;
    doublings += repeatsAround(node);
    isNested ||= isInsideEndless(node);
  }
}

function quantifiersAround(node: AST.Node): readonly AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  for (let { parent } = node; parent; { parent } = parent) if (parent.type === "Quantifier") found.push(parent);
  return found;
}

/** How often what is around a node repeats it. */
function repeatsAround(node: AST.Node): number {
  return quantifiersAround(node).reduce((product, { max }) => product * max, 1);
}

function isInsideEndless(node: AST.Node): boolean {
  return repeatsAround(node) > MANY;
}
