import type { Hole } from "../abstract.ts";

/** What can stand at one place of a YAML document, with all alternatives of the text together. */
export interface YamlNode {
  readonly entries: Map<string, YamlNode>;
  /** Entries whose key depends on values. */
  readonly dynamic: { readonly key: Scalar; readonly value: YamlNode }[];
  readonly items: YamlNode[];
  readonly scalars: Scalar[];
  /** Structures that are put here whole, beside what else is here. */
  readonly spreads: Hole[];
}

/** A scalar with holes in it, in the order of the text. */
export interface Scalar {
  readonly atoms: Atom[];
  readonly style: "plain" | "quoted" | "block";
}
export type Atom = string | Hole;

export function yamlNode(): YamlNode {
  return { entries: new Map(), dynamic: [], items: [], scalars: [], spreads: [] };
}

export function isEmpty(node: YamlNode): boolean {
  return node.entries.size + node.dynamic.length + node.items.length + node.scalars.length + node.spreads.length === 0;
}

/** The entry under a key, made when it isn't there; the same key in two branches is one entry. */
export function entry(node: YamlNode, key: string): YamlNode {
  const known = node.entries.get(key) ?? yamlNode();
  node.entries.set(key, known);
  return known;
}
