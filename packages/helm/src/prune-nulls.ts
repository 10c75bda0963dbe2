import { isDeepStrictEqual } from "node:util";
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Pair } from "yaml";
import { readYaml, type YamlValue } from "./read-yaml.ts";

const DOCUMENT_START = /^(?=---(?:\s|$))/mu;
const NULLS = new Set(["", "~", "null", "Null", "NULL"]);

/** The value without map entries that are null, at any depth. Nulls in lists stay: their position has a meaning. */
export function pruneNullEntries(value: YamlValue): YamlValue {
  if (Array.isArray(value)) return value.map((item) => pruneNullEntries(item as YamlValue));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, YamlValue>>)
      .filter(([, entry]) => entry !== null)
      .map(([key, entry]) => [key, pruneNullEntries(entry)]),
  );
}

function hasNullEntry(value: YamlValue): boolean {
  if (Array.isArray(value)) return value.some((item) => hasNullEntry(item as YamlValue));
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((entry) => entry === null || hasNullEntry(entry));
}

function isNullNode(node: Node | null, document: Document): boolean {
  if (node === null) return true;
  if (isAlias(node)) return isNullNode(node.resolve(document) ?? null, document);
  return isScalar(node) && node.tag === undefined && (node.type ?? "PLAIN") === "PLAIN" && NULLS.has(node.source ?? "");
}

function pruneNode(node: Node | null, document: Document): void {
  if (isSeq<Node>(node)) {
    for (const item of node.items) pruneNode(item, document);
  } else if (isMap<Node, Node>(node)) {
    node.items = node.items.filter((pair: Pair<Node, Node>) => !isNullNode(pair.value, document));
    for (const pair of node.items) pruneNode(pair.value, document);
  }
}

/** Rewrites one document, if this parser reads it (it is stricter than Helm), as YAML that a person can read: all scalars are text here, so that none of them changes its form. */
function rewrite(text: string): string | undefined {
  const [document] = parseAllDocuments(text, { schema: "failsafe", strict: false, uniqueKeys: false, logLevel: "silent" });
  if (document === undefined || !("contents" in document) || document.errors.length > 0) return undefined;
  pruneNode(document.contents, document as Document);
  return document.toString({ lineWidth: 0, directives: false });
}

function pruneDocument(text: string): string {
  const [value, ...more] = readYaml(text);
  if (value === undefined || more.length > 0 || !hasNullEntry(value)) return text;
  const pruned = pruneNullEntries(value);
  const rewritten = rewrite(text);
  const faithful = rewritten !== undefined && isDeepStrictEqual(readYaml(rewritten), [pruned]);
  // Merge keys can bring back what was removed; JSON, which is YAML too, says exactly what is meant.
  const body = faithful ? rewritten : `${JSON.stringify(pruned, null, 2)}\n`;
  return `---\n${body.replace(/^---\s*\n/u, "")}`;
}

/**
 * Removes the map entries whose value is null from all documents of a YAML text. Documents without one stay as they are, to the
 * byte; the others mean the same but for the nulls.
 */
export function pruneNulls(text: string): string {
  if (!readYaml(text).some((value) => hasNullEntry(value))) return text;
  return text
    .split(DOCUMENT_START)
    .map((document) => (document.trim() === "" ? document : pruneDocument(document)))
    .join("");
}
