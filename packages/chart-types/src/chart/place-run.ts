import type { Anchor } from "./build-values-tree.ts";
import type { CommentedRun } from "./commented-runs.ts";
import type { Surroundings } from "./surroundings.ts";
import type { Confidence, ValuesNode } from "./values-node.ts";

/** Where a run's keys or elements would lie. */
export interface Placement {
  readonly container: Anchor;
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

function holdsItems({ value }: ValuesNode): boolean {
  return Array.isArray(value) || (isUnset(value) && value !== "");
}

/** Prose above a single line may be one sentence with it, unless that ends there. */
function isAnnounced({ run }: PlacedRun): boolean {
  const above = run.prose.at(-1)?.body.trim() ?? "";
  return run.lead !== "prose" || run.text.includes("\n") || /[.:!?)\]]$|^(?:@|\+|--)/u.test(above);
}

/** The columns at which a run would start: the marks taken away with one space, or without. */
export function columnsOf({ run, mark }: PlacedRun): readonly [number, number] {
  return [Math.max(mark, run.column - 1), run.column];
}

/** The comment stands directly on the key below it, and no further in. */
function isAboveNext({ mark, touches }: PlacedRun, next: Anchor | undefined): next is Anchor {
  return next !== undefined && next.kind === "key" && touches.below && mark <= next.column;
}

/** It is text with an example in it, rather than lines that wait to be enabled. */
function isExample({ lead, indented }: CommentedRun): boolean {
  return lead === "label" || indented;
}

/** A comment between two keys of one mapping does not leave it, however far out it stands. */
function insideOf(container: Anchor, { chain, next }: Surroundings): Anchor {
  const around = next?.parent;
  if (around === undefined || !holdsKeys(around)) return container;
  const [outer, inner] = [chain.indexOf(container), chain.indexOf(around)];
  return inner >= 0 && inner < outer ? around : container;
}

/** Where an example starts that repeats the key it belongs to, or a key above that. */
function namedParent(keys: readonly string[], anchor: Anchor): Anchor | undefined {
  if (keys.some((key) => key === anchor.node.path.at(-1))) return anchor.kind === "key" ? anchor.parent : undefined;
  for (let at = anchor.parent; keys.length === 1 && at !== undefined; at = at.parent) {
    if (at.kind === "key" && at.node.path.at(-1) === keys[0]) return at.parent;
  }
  return undefined;
}

function placeMapping(placed: PlacedRun, around: Surroundings): readonly Placement[] {
  const { run, mark, touches } = placed;
  const { chain, previous, next } = around;
  const [near, far] = columnsOf(placed);
  const named = isAboveNext(placed, next) ? namedParent(placed.keys, next) : undefined;
  if (named !== undefined) return [{ container: named, confidence: "block" }];
  if (isAboveNext(placed, next)) {
    if (isExample(run)) return holdsKeys(next) ? [{ container: next, confidence: run.lead === "label" ? "block" : "weak" }] : [];
  }
  const keyAt = (column: number): Anchor | undefined => chain.find((anchor) => anchor.kind === "key" && anchor.column === column);
  const sibling = keyAt(near) ?? keyAt(far);
  if (sibling?.parent !== undefined) {
    const container = insideOf(sibling.parent, around);
    if (placed.keys.some((key) => container.node.children.has(key))) return [{ container, confidence: "block" }];
    const opens = ({ node }: Anchor): boolean => isUnset(node.value) && node.value !== "" && !Array.isArray(node.value);
    const others = [
      ...(sibling.column === previous.column && sibling.parent === previous.parent && touches.above && opens(previous) ? [previous] : []),
      ...(isAboveNext(placed, next) && run.lead === "prose" && opens(next) ? [next] : []),
    ];
    const confidence = others.length > 0 || !isAnnounced(placed) ? "weak" : "block";
    return [{ container, confidence }, ...others.map((anchor) => ({ container: anchor, confidence: "weak" as const }))];
  }
  const inner = chain.find((anchor) => anchor.column < far);
  if (inner === undefined) return [];
  const repeated = namedParent(placed.keys, inner);
  if (repeated !== undefined) return [{ container: repeated, confidence: "block" }];
  if (holdsKeys(inner)) {
    // Two spaces behind the mark are also a way to write a sibling.
    const beside = inner === previous && touches.above && run.lead === "prose" && mark === inner.column ? inner.parent : undefined;
    if (beside === undefined || !holdsKeys(beside)) return [{ container: insideOf(inner, around), confidence: "block" }];
    return [inner, beside].map((container) => ({ container, confidence: "weak" }));
  }
  const parent = Array.isArray(inner.node.value) ? undefined : inner.parent;
  return parent !== undefined && holdsKeys(parent) ? [{ container: parent, confidence: "weak" }] : [];
}

function placeList(placed: PlacedRun, { chain, next }: Surroundings): readonly Placement[] {
  const { run, touches } = placed;
  const [near, far] = columnsOf(placed);
  const isList = (anchor: Anchor | undefined): boolean => Array.isArray(anchor?.node.value);
  const taken = touches.above && isList(chain[0]) && !isList(next);
  const belongsBelow = isAboveNext(placed, next) && holdsItems(next.node) && !taken;
  if (belongsBelow && (run.lead !== "nothing" || !touches.above)) return [{ container: next, confidence: "block" }];
  const place = chain.find(({ kind, column, node }) =>
    kind === "item" ? column === near || column === far : column <= far && holdsItems(node),
  );
  const list = place?.kind === "item" ? place.parent : place;
  const open = place?.kind === "item" || isList(list) || (list === chain[0] && touches.above);
  if (list !== undefined && list.kind === "key" && open)
    return [{ container: list, confidence: isMapping(list.node.value) ? "weak" : "block" }];
  return belongsBelow ? [{ container: next, confidence: "weak" }] : [];
}

/**
 * Says where the content of a run would lie in the tree, by its indentation and by what stands around it. Several places mean
 * that it can't be told; none, that it fits nowhere.
 */
export function placeRun(placed: PlacedRun, around: Surroundings): readonly Placement[] {
  return placed.run.list ? placeList(placed, around) : placeMapping(placed, around);
}
