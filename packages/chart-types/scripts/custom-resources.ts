import { compareApiVersions } from "../src/kubernetes/api-version.ts";
import { readCrdSchemas } from "../src/kubernetes/crd-schemas.ts";
import { nameKnownShapes } from "../src/kubernetes/name-known-shapes.ts";
import type { SchemaNode, SchemaSet } from "../src/kubernetes/schema-node.ts";
import type { FoundCrd } from "./mirror-crds.ts";
import { uniteSets } from "./unite-sets.ts";

/** A status is written by its operator; what charts put there is not worth its size. */
function withoutStatus(node: SchemaNode): SchemaNode {
  if (node.properties?.["status"] === undefined) return node;
  return { ...node, properties: { ...node.properties, status: { type: "object", open: true } } };
}

/** Versions of a kind that differ in nothing share the definition of the preferred one. */
function shareDefinitions({ kinds, definitions }: SchemaSet): SchemaSet {
  const shared = new Map<string, string>();
  const groupVersions = Object.entries(kinds).toSorted(([a], [b]) => compareApiVersions(a, b));
  const nameOf = (kind: string, name: string): string => {
    const key = `${kind} ${JSON.stringify(definitions[name])}`;
    const known = shared.get(key) ?? name;
    shared.set(key, known);
    return known;
  };
  const renamed = groupVersions.map(([groupVersion, byKind]) => {
    return [groupVersion, Object.fromEntries(Object.entries(byKind).map(([kind, name]) => [kind, nameOf(kind, name)]))] as const;
  });
  const kept = new Set(shared.values());
  return {
    kinds: Object.fromEntries(renamed),
    definitions: Object.fromEntries(Object.entries(definitions).filter(([name]) => kept.has(name))),
  };
}

/** The kinds of definitions found in several versions, each taking what any of them takes. */
export function customResources(crds: readonly FoundCrd[], builtIn: SchemaSet["definitions"]): SchemaSet {
  const sets = crds.map(({ manifest }) => readCrdSchemas([manifest]));
  const { kinds, definitions } = uniteSets(sets, () => ({ open: true }));
  const wanted = Object.entries(definitions).map(([name, node]) => [name, withoutStatus(node)] as const);
  return shareDefinitions(nameKnownShapes({ kinds, definitions: Object.fromEntries(wanted) }, builtIn));
}
