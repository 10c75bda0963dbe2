import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Pair, parseAllDocuments } from "yaml";
import type { CommentedExample, CommentedKey, ValuePath, ValuesNode } from "./values-node.ts";

/** {@link ValuesNode} while it is being made. */
export interface GrowingNode extends ValuesNode {
  readonly children: Map<string, GrowingNode>;
  readonly items: GrowingNode[];
  readonly commentedOut: CommentedKey[];
  readonly examples: CommentedExample[];
  comment?: string | undefined;
}

/** A key or a list element of the block structure, which comments are placed by. */
export interface Anchor {
  readonly line: number;
  /** From 0; of an element, that of its dash. -1 for the root. */
  readonly column: number;
  readonly kind: "root" | "key" | "item";
  readonly node: GrowingNode;
  readonly parent: Anchor | undefined;
}

export interface ValuesTree {
  readonly root: GrowingNode;
  readonly rootAnchor: Anchor;
  /** In the order of the text. */
  readonly anchors: readonly Anchor[];
}

/** Where a text lies in the file that it is a part of. */
export interface TextOrigin {
  readonly path: ValuePath;
  /** Added to the text's line numbers. */
  readonly lines: number;
}

function growNode(path: ValuePath, value: unknown, line: number): GrowingNode {
  return { path, value, line, children: new Map(), items: [], commentedOut: [], examples: [] };
}

function parseTolerantly(text: string, lines: LineCounter): readonly Document[] {
  try {
    // The values come from the parser that reads as Helm does; this one only tells where they stand, and errors are no matter.
    const documents = parseAllDocuments(text, { lineCounter: lines, version: "1.1", uniqueKeys: false, strict: false, logLevel: "silent" });
    return Array.isArray(documents) ? documents : [];
  } catch {
    return [];
  }
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : undefined;
}

/** The pairs of a mapping's sources by key; of a key that is there twice, the last. */
function pairsOf(sources: readonly unknown[]): ReadonlyMap<string, readonly Pair[]> {
  const pairs = new Map<string, Pair[]>();
  for (const source of sources) {
    if (!isMap(source)) continue;
    const own = new Map(
      source.items.flatMap((pair) => (isPair(pair) && keyText(pair) !== undefined ? [[keyText(pair) ?? "", pair] as const] : [])),
    );
    for (const [key, pair] of own) pairs.set(key, [...(pairs.get(key) ?? []), pair]);
  }
  return pairs;
}

/**
 * Builds the tree of a text's values. Positions come from a parser that keeps them; where it reads the text in another way than
 * Helm does, a node has its parent's line.
 */
export function buildValuesTree(text: string, values: unknown, origin: TextOrigin = { path: [], lines: 0 }): ValuesTree {
  const lines = new LineCounter();
  const documents = parseTolerantly(text, lines);
  const anchors: Anchor[] = [];

  const place = (offset: number | undefined): { line: number; column: number } | undefined => {
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line: line + origin.lines, column: col - 1 };
  };
  const anchor = (node: GrowingNode, offset: number | undefined, parent: Anchor | undefined, dash?: number): Anchor | undefined => {
    const found = place(offset);
    if (found === undefined || parent === undefined) return undefined;
    const made: Anchor = { line: found.line, column: dash ?? found.column, kind: dash === undefined ? "key" : "item", node, parent };
    anchors.push(made);
    return made;
  };

  /** `at` is undefined inside of flow collections and aliases, where nothing can be added line by line. */
  function fill(node: GrowingNode, sources: readonly unknown[], at: Anchor | undefined): void {
    const below = sources.some((source) => isAlias(source) || ((isMap(source) || isSeq(source)) && source.flow === true)) ? undefined : at;
    if (Array.isArray(node.value)) {
      const list = sources.find((source) => isSeq(source));
      // A list's node starts at its first dash, and all its dashes stand in one column.
      const column = place(list?.range?.[0])?.column;
      (node.value as readonly unknown[]).forEach((value, index) => {
        const source = list?.items[index];
        const offset = isNode(source) ? source.range?.[0] : undefined;
        const item = growNode([...node.path, index], value, place(offset)?.line ?? node.line);
        node.items.push(item);
        fill(item, [source], anchor(item, offset, below, column));
      });
    } else if (typeof node.value === "object" && node.value !== null) {
      const pairs = pairsOf(sources);
      for (const [key, value] of Object.entries(node.value)) {
        const own = pairs.get(key) ?? [];
        const last = own.at(-1)?.key;
        const offset = isNode(last) ? last.range?.[0] : undefined;
        const child = growNode([...node.path, key], value, place(offset)?.line ?? node.line);
        node.children.set(key, child);
        fill(
          child,
          own.map((pair) => pair.value),
          anchor(child, offset, below),
        );
      }
    }
  }

  const root = growNode(origin.path, values, origin.lines + 1);
  const rootAnchor: Anchor = { line: origin.lines, column: -1, kind: "root", node: root, parent: undefined };
  fill(
    root,
    documents.map((document) => document.contents),
    rootAnchor,
  );
  anchors.sort((a, b) => a.line - b.line || a.column - b.column);
  return { root, rootAnchor, anchors };
}
