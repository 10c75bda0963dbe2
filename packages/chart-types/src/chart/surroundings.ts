import type { Anchor, ValuesTree } from "./build-values-tree.ts";

/** What stands around a piece of a comment. */
export interface Surroundings {
  /** The anchor above with its parents, innermost first. It may stand in a comment itself. */
  readonly chain: readonly Anchor[];
  /** The anchor above that stands in no comment. */
  readonly previous: Anchor;
  /** The anchor below. */
  readonly next: Anchor | undefined;
}

/** How many of the anchors, which are in the order of the text, stand above a line. */
function countAbove(anchors: readonly Anchor[], line: number): number {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Finds what stands around lines of a comment.
 *
 * @param commented anchors of keys that comments above have added, in the order of the text
 */
export function findSurroundings(tree: ValuesTree, commented: readonly Anchor[], line: number): Surroundings {
  const above = countAbove(tree.anchors, line);
  const previous = tree.anchors[above - 1] ?? tree.rootAnchor;
  const last = commented[countAbove(commented, line) - 1];
  const chain: Anchor[] = [];
  for (let at: Anchor | undefined = last !== undefined && last.line > previous.line ? last : previous; at !== undefined; at = at.parent)
    chain.push(at);
  return { chain, previous, next: tree.anchors[above] };
}
