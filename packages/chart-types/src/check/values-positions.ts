import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from "yaml";

import type { ValuePath } from "../chart/values-node.ts";

/** Larger texts are not looked through for places. */
const LARGEST_TEXT = 1024 * 1024;
const MOST_DUPLICATES = 1000;

/** Where something stands, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A key that its mapping has had before. */
export interface DuplicateKey {
  readonly path: ValuePath;
  readonly at: Position | undefined;
  /** The line of the first. */
  readonly first: number;
}

/** Where the values of one text stand. The text is parsed on first use. */
export interface ValuesPositions {
  /** Place of a value's key, or of a list's element; of the nearest thing above it that the text has. */
  key(path: ValuePath): Position | undefined;
  /** Place of the value itself. */
  value(path: ValuePath): Position | undefined;
  /** At most 1,000 of each document. */
  duplicates(): readonly DuplicateKey[];
  /** Where each document after the first starts. */
  furtherDocuments(): readonly Position[];
}

interface Found {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** The text must have been read as values before: it is not checked how deep or how wrong it is. */
export function valuesPositions(text: string): ValuesPositions {
  const lines = new LineCounter();
  let parsed: readonly Document.Parsed[] | undefined;
  const documents = (): readonly Document.Parsed[] => (parsed ??= text.length > LARGEST_TEXT ? [] : parse(text, lines));
  const positionOf = (node: Node | undefined): Position | undefined => {
    if (!node?.range) return undefined;
    const { line, col } = lines.linePos(node.range[0]);
    return { line, column: col };
  };
  const find = (path: ValuePath): Found | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const found = findIn(documents(), path.slice(0, length));
      if (found) return length === path.length ? found : { key: found.key, value: found.key };
    }
    return undefined;
  };
  return {
    key: (path) => positionOf(find(path)?.key),
    value: (path) => {
      const found = find(path);
      return positionOf(found?.value) ?? positionOf(found?.key);
    },
    duplicates: () =>
      documents().flatMap((document) =>
        duplicatesIn(document).map(({ path, key, first }) => ({ path, at: positionOf(key), first: positionOf(first)?.line ?? 0 })),
      ),
    furtherDocuments: () =>
      documents()
        .filter(({ contents }) => isMap(contents))
        .slice(1)
        .flatMap(({ contents }) => positionOf(contents as Node) ?? []),
  };
}

function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] {
  // The keys of YAML 1.1, as Helm has them; what Helm reads although it is not quite YAML has its place as well.
  const documents = parseAllDocuments(text, { lineCounter, version: "1.1", strict: false, uniqueKeys: false, logLevel: "silent" });
  return Array.isArray(documents) ? documents : [];
}

/** Later documents come first: Helm lays them over earlier ones. */
function findIn(documents: readonly Document.Parsed[], path: ValuePath): Found | undefined {
  for (const document of documents.toReversed()) {
    let found: Found | undefined = { key: undefined, value: document.contents as Node | undefined };
    for (const step of path) found = found && childOf(target(found.value, document), step, document);
    if (found) return found;
  }
  return undefined;
}

function target(node: Node | undefined, document: Document.Parsed): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function childOf(node: Node | undefined, step: string | number, document: Document.Parsed): Found | undefined {
  if (isSeq(node)) {
    const item = typeof step === "number" ? (node.items[step] as Node | undefined) : undefined;
    return item && { key: item, value: item };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as readonly Pair<Node, Node | null>[];
  const pair = pairs.findLast(({ key }) => keyName(key) === String(step));
  if (pair) return { key: pair.key, value: pair.value ?? undefined };
  for (const merged of pairs.filter(({ key }) => keyName(key) === "<<")) {
    const sources = isSeq(merged.value) ? (merged.value.items as readonly Node[]) : [merged.value ?? undefined];
    for (const source of sources) {
      const below = target(source, document);
      const found = below === node ? undefined : childOf(below, step, document);
      if (found) return found;
    }
  }
  return undefined;
}

/** As the key of a JSON object. */
function keyName(key: unknown): string {
  return isScalar(key) ? (typeof key.value === "symbol" ? "<<" : String(key.value)) : String(key);
}

function duplicatesIn(document: Document.Parsed): readonly { readonly path: ValuePath; readonly key: Node; readonly first: Node }[] {
  const duplicates: { path: ValuePath; key: Node; first: Node }[] = [];
  const open: { node: unknown; path: ValuePath }[] = [{ node: document.contents, path: [] }];
  for (let next = open.pop(); next && duplicates.length < MOST_DUPLICATES; next = open.pop()) {
    const { node, path } = next;
    if (isSeq(node)) node.items.forEach((item, index) => open.push({ node: item, path: [...path, index] }));
    if (!isMap(node)) continue;
    const seen = new Map<string, Node>();
    for (const { key, value } of node.items as readonly Pair<Node, Node | null>[]) {
      const name = keyName(key);
      const first = seen.get(name);
      if (first === undefined) seen.set(name, key);
      else if (name !== "<<" && duplicates.length < MOST_DUPLICATES) duplicates.push({ path: [...path, name], key, first });
      open.push({ node: value, path: [...path, name] });
    }
  }
  return duplicates;
}
