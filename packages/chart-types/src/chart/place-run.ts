import type { Anchor, GrowingNode, ValuesTree } from "./build-values-tree.ts";
import type { CommentedRun } from "./commented-runs.ts";
import type { Confidence } from "./values-node.ts";

/** A node that a run's keys or elements would lie in. */
export interface Placement {
  readonly container: GrowingNode;
  readonly confidence: Confidence;
}

/** A run and how its comment stands to the lines around it. */
export interface PlacedRun {
  readonly run: CommentedRun;
  /** The keys of a mapping. */
  readonly keys: readonly string[];
  /** Column of the comment's mark. */
  readonly mark: number;
  /** There is no empty line between the comment and what is above it, or below it. */
  readonly touches: { readonly above: boolean; readonly below: boolean };
}

/** The anchor above a run with its parents, innermost first, and the one below. */
interface Surroundings {
  readonly chain: readonly Anchor[];
  readonly next: Anchor | undefined;
}

function surroundings(tree: ValuesTree, { line, lastLine }: CommentedRun): Surroundings {
  const { anchors, rootAnchor } = tree;
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchors[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  const chain: Anchor[] = [];
  for (let at: Anchor | undefined = anchors[low - 1] ?? rootAnchor; at !== undefined; at = at.parent) chain.push(at);
  return { chain, next: anchors.slice(low, low + 8).find((anchor) => anchor.line > lastLine) };
}

function isMapping(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nothing is set there, so that a comment may well show what could be. */
function isUnset(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

function holdsKeys({ node }: Anchor): boolean {
  return isMapping(node.value) || node.value === null || node.value === "";
}

function holdsItems({ node }: Anchor): boolean {
  return Array.isArray(node.value) || isUnset(node.value);
}

/** The columns at which a run would start: the marks taken away with one space, or without. */
function columnsOf({ run, mark }: PlacedRun): readonly [number, number] {
  return [Math.max(mark, run.column - 1), run.column];
}

/** The comment documents the key below it, and the run is an example of that. */
function exemplifiesNext({ run, mark, touches }: PlacedRun, next: Anchor | undefined): next is Anchor {
  return next !== undefined && next.kind === "key" && touches.below && mark <= next.column && (run.lead === "label" || run.indented);
}

/** A comment between two keys of one mapping does not leave it, however far out it stands. */
function insideOf(container: Anchor, { chain, next }: Surroundings): Anchor {
  const around = next?.parent;
  if (around === undefined || !holdsKeys(around)) return container;
  const [outer, inner] = [chain.indexOf(container), chain.indexOf(around)];
  return inner >= 0 && inner < outer ? around : container;
}

function placeMapping(placed: PlacedRun, around: Surroundings): readonly Placement[] {
  const { run, touches } = placed;
  const { chain, next } = around;
  const [previous] = chain;
  const [near, far] = columnsOf(placed);
  const known = (anchor: Anchor): boolean => placed.keys.some((key) => anchor.node.children.has(key));
  const sibling =
    chain.find((anchor) => anchor.kind === "key" && anchor.column === near) ??
    chain.find((anchor) => anchor.kind === "key" && anchor.column === far);
  const outer = sibling?.parent === undefined ? undefined : insideOf(sibling.parent, around);
  if (outer !== undefined && known(outer)) return [{ container: outer.node, confidence: "block" }];
  if (exemplifiesNext(placed, next) && holdsKeys(next))
    return [{ container: next.node, confidence: run.lead === "label" ? "block" : "weak" }];
  if (outer !== undefined) {
    const example = [previous, next].filter(
      (anchor) =>
        anchor !== undefined &&
        anchor.kind === "key" &&
        anchor.column <= far &&
        isUnset(anchor.node.value) &&
        holdsKeys(anchor) &&
        (anchor === previous ? touches.above && sibling === previous : touches.below && run.lead === "prose"),
    );
    const confidence = example.length > 0 || run.lead === "prose" ? "weak" : "block";
    return [
      { container: outer.node, confidence },
      ...example.flatMap((anchor) => (anchor === undefined ? [] : [{ container: anchor.node, confidence: "weak" as const }])),
    ];
  }
  const inner = chain.find((anchor) => anchor.column < far);
  if (inner === undefined) return [];
  if (holdsKeys(inner)) return [{ container: insideOf(inner, around).node, confidence: "block" }];
  const parent = Array.isArray(inner.node.value) ? undefined : inner.parent;
  return parent !== undefined && holdsKeys(parent) ? [{ container: parent.node, confidence: "weak" }] : [];
}

function placeList(placed: PlacedRun, { chain, next }: Surroundings): readonly Placement[] {
  const { run, mark, touches } = placed;
  const [, far] = columnsOf(placed);
  const belongsBelow = next !== undefined && next.kind === "key" && holdsItems(next) && touches.below && mark <= next.column;
  if (belongsBelow && (run.lead !== "nothing" || !touches.above)) return [{ container: next.node, confidence: "block" }];
  const list = chain.find((anchor) => anchor.kind === "key" && anchor.column <= far && holdsItems(anchor));
  const own = list !== undefined && (list === chain[0] || Array.isArray(list.node.value)) ? list : undefined;
  if (own !== undefined) return [{ container: own.node, confidence: isMapping(own.node.value) ? "weak" : "block" }];
  return belongsBelow ? [{ container: next.node, confidence: "weak" }] : [];
}

/**
 * Says where the content of a run would lie in the tree, by its indentation and by what stands around it. Several places mean
 * that it can't be told; none, that it fits nowhere.
 */
export function placeRun(placed: PlacedRun, tree: ValuesTree): readonly Placement[] {
  const around = surroundings(tree, placed.run);
  return placed.run.list ? placeList(placed, around) : placeMapping(placed, around);
}
