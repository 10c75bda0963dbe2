import { parseKubernetesYaml } from "@helmwright/helm/yaml";
import { type Anchor, buildValuesTree, type GrowingNode, type ValuesTree } from "./build-values-tree.ts";
import { type CommentedRun, splitComment } from "./commented-runs.ts";
import { describeNodes } from "./describe-nodes.ts";
import { measureJson } from "./measure-json.ts";
import { columnsOf, type PlacedRun, type Placement, placeRun } from "./place-run.ts";
import { commentBlocks, type CommentLine, scanComments } from "./scan-comments.ts";
import { findSurroundings } from "./surroundings.ts";
import { cleanComment } from "./clean-comment.ts";
import type { Confidence } from "./values-node.ts";

const LIMITS = { depth: 50, nodes: 100_000 };
/** Comments in comments in comments. */
const DEEPEST_COMMENT = 3;
/** Pieces of YAML to look for in the comments of one text. */
const MOST_RUNS = 20_000;

/** A run that parses. */
interface ParsedRun {
  readonly run: CommentedRun;
  readonly value: object;
}

function parseRun(run: CommentedRun): ParsedRun | undefined {
  try {
    const [value, ...more] = parseKubernetesYaml(run.text);
    if (typeof value !== "object" || value === null || more.length > 0 || Array.isArray(value) !== run.list) return undefined;
    // A mapping as a key: braces that were meant as something else.
    const odd = measureJson(value, LIMITS) !== undefined || JSON.stringify(value).includes('"[object Object]":');
    return odd ? undefined : { run, value };
  } catch {
    return undefined;
  }
}

/** One run for each key or element at the first column. */
function entriesOf(run: CommentedRun): readonly CommentedRun[] {
  const entries: { first: number; lines: string[] }[] = [];
  run.text.split("\n").forEach((line, index) => {
    const starts = /^[^\s#]/u.test(line) && (run.list || !line.startsWith("-"));
    const entry = entries.at(-1);
    if (starts || entry === undefined) entries.push({ first: index, lines: [line] });
    else entry.lines.push(line);
  });
  return entries.map(({ first, lines }, index) => ({
    ...run,
    line: run.line + first,
    lastLine: run.line + first + lines.length - 1,
    text: lines.join("\n"),
    prose: index === 0 ? run.prose : [],
  }));
}

/** The run as a whole; where it is no YAML, those of its entries that are. */
function parseRuns(run: CommentedRun, budget: Surface["budget"]): readonly ParsedRun[] {
  const parse = (one: CommentedRun): readonly ParsedRun[] => {
    budget.runs -= 1;
    const parsed = budget.runs < 0 ? undefined : parseRun(one);
    return parsed === undefined ? [] : [parsed];
  };
  const whole = parse(run);
  return whole.length > 0 ? whole : entriesOf(run).flatMap(parse);
}

/** Adds what a comment shows of a node to the node itself: keys that it has not, further elements, other values. */
function addExample(node: GrowingNode, example: GrowingNode, confidence: Confidence): void {
  const maps =
    example.children.size > 0 &&
    !Array.isArray(node.value) &&
    (node.children.size > 0 || node.value === null || typeof node.value === "object");
  const lists = example.items.length > 0 && (Array.isArray(node.value) || node.value === null);
  if (maps) addContent(node, example, confidence);
  else if (lists) addContent(node, example, confidence);
  else if (example.value !== null) node.examples.push({ node: example, confidence });
}

function addContent(container: GrowingNode, content: GrowingNode, confidence: Confidence): void {
  for (const [key, node] of content.children) {
    const existing = container.children.get(key);
    if (existing === undefined) container.commentedOut.push({ commentedOut: true, key, node, confidence });
    else addExample(existing, node, confidence);
  }
  for (const node of content.items) container.commentedOut.push({ commentedOut: true, key: undefined, node, confidence });
  for (const one of content.commentedOut) container.commentedOut.push(one);
}

interface Surface {
  readonly tree: ValuesTree;
  readonly lines: readonly string[];
  /** Added to line numbers of this text to get those of the file. */
  readonly shift: number;
  readonly depth: number;
  /** How many runs may still be parsed. */
  readonly budget: { runs: number };
  /** Of what comments have added so far, in the order of the text. */
  readonly commented: Anchor[];
}

/** Remembers where a run's keys would stand, for comments below that are further in. */
function rememberAnchors(content: ValuesTree, { container }: Placement, column: number, commented: Anchor[]): void {
  const made = new Map<Anchor, Anchor>([[content.rootAnchor, container]]);
  for (const anchor of content.anchors) {
    const parent = anchor.parent === undefined ? undefined : made.get(anchor.parent);
    const known = parent === container && container.node.children.has(String(anchor.node.path.at(-1)));
    if (parent === undefined || known) continue;
    const moved = { ...anchor, column: anchor.column + column, parent };
    made.set(anchor, moved);
    commented.push(moved);
  }
}

function attachRun({ run, value }: ParsedRun, block: readonly CommentLine[], surface: Surface): void {
  const { tree, lines, shift, commented } = surface;
  const [first, last] = [block[0]?.line ?? 0, block.at(-1)?.line ?? 0];
  const filled = (line: number): boolean => (lines[line - 1] ?? "").trim() !== "";
  const placed: PlacedRun = {
    run,
    keys: run.list ? [] : Object.keys(value),
    mark: block[0]?.column ?? 0,
    touches: { above: filled(first - 1), below: filled(last + 1) },
  };
  const placements = placeRun(placed, findSurroundings(tree, commented, run.line + shift));
  for (const [index, placement] of placements.entries()) {
    const { container, confidence } = placement;
    if (container.node.path.length > LIMITS.depth) continue;
    const origin = { path: container.node.path, lines: run.line - 1 + shift };
    const content = buildValuesTree(run.text, value, origin);
    attach(run.text, content, { ...surface, shift: origin.lines, depth: surface.depth + 1 });
    const [top] = [...content.root.children.values(), ...content.root.items];
    if (top !== undefined) top.comment ??= cleanComment(run.prose.map(({ body }) => body));
    addContent(container.node, content.root, confidence);
    if (index === 0) rememberAnchors(content, placement, columnsOf(placed)[0], commented);
  }
}

function attach(text: string, tree: ValuesTree, { shift, depth, budget }: Pick<Surface, "shift" | "depth" | "budget">): void {
  const comments = scanComments(text);
  if (comments.length === 0) return;
  const surface: Surface = { tree, lines: text.split(/\r?\n/u), shift, depth, budget, commented: [] };
  const prose: CommentLine[] = [];
  for (const block of commentBlocks(comments)) {
    const split = splitComment(block);
    for (const line of split.prose) prose.push(line);
    if (depth === DEEPEST_COMMENT) continue;
    for (const run of split.runs) for (const parsed of parseRuns(run, budget)) attachRun(parsed, block, surface);
  }
  describeNodes(tree, [...prose, ...comments.filter(({ trailing }) => trailing)], shift);
}

/** Adds to a tree what the comments of its text say: descriptions, commented-out keys and elements, examples. */
export function attachComments(text: string, tree: ValuesTree): void {
  attach(text, tree, { shift: 0, depth: 0, budget: { runs: MOST_RUNS } });
}
