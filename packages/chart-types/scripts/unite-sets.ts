import { isDeepStrictEqual } from "node:util";
import type { SchemaNode, SchemaSet } from "../src/kubernetes/schema-node.ts";
import type { JsonScalar } from "../src/value-type.ts";

function uniteRecords<T>(
  older: Readonly<Record<string, T>>,
  newer: Readonly<Record<string, T>>,
  unite: (a: T, b: T) => T,
): Record<string, T> {
  const united: Record<string, T> = { ...older };
  for (const [key, value] of Object.entries(newer)) {
    const known = older[key];
    united[key] = known === undefined ? value : unite(known, value);
  }
  return united;
}

/** Sorted, with the empty string last. */
const union = (a: readonly JsonScalar[], b: readonly JsonScalar[]): readonly JsonScalar[] =>
  [...new Set([...a, ...b])].toSorted((x, y) => Number(x === "") - Number(y === "") || (x < y ? -1 : 1));

/**
 * The node that takes what either takes: fields and enumerated values of both, required only what both require.
 *
 * @throws Error when both are of different types, which no rule here can decide
 */
export function uniteNodes(older: SchemaNode, newer: SchemaNode): SchemaNode {
  const kind = ({ $ref, type, format, open }: SchemaNode): unknown => ({ $ref, type, format, open });
  if (!isDeepStrictEqual(kind(older), kind(newer))) {
    throw new Error(`unite schemas: ${JSON.stringify(kind(older))} became ${JSON.stringify(kind(newer))}`);
  }
  const values = older.enum && newer.enum ? union(older.enum, newer.enum) : (newer.enum ?? older.enum);
  const required = newer.required?.filter((name) => older.required?.includes(name) || older.properties?.[name] === undefined);
  const united: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = { ...older, ...newer };
  if (values) united.enum = values;
  if (older.properties && newer.properties) united.properties = uniteRecords(older.properties, newer.properties, uniteNodes);
  if (older.items && newer.items) united.items = uniteNodes(older.items, newer.items);
  if (older.additionalProperties && newer.additionalProperties) {
    united.additionalProperties = uniteNodes(older.additionalProperties, newer.additionalProperties);
  }
  delete united.required;
  if (required !== undefined && required.length > 0) united.required = required;
  return united;
}

/** All kinds and definitions of several versions, the oldest first. */
export function uniteSets(sets: readonly SchemaSet[]): SchemaSet {
  return sets.reduce((older, newer) => ({
    kinds: uniteRecords(older.kinds, newer.kinds, (a, b) => ({ ...a, ...b })),
    definitions: uniteRecords(older.definitions, newer.definitions, uniteNodes),
  }));
}

/** Leaves out the definitions that no kind leads to. */
export function keepReachable({ kinds, definitions }: SchemaSet): SchemaSet {
  const reached = new Set<string>();
  const visit = (node: SchemaNode | undefined): void => {
    if (node === undefined) return;
    if (node.$ref !== undefined && !reached.has(node.$ref)) {
      reached.add(node.$ref);
      visit(definitions[node.$ref]);
    }
    Object.values(node.properties ?? {}).forEach(visit);
    visit(node.items);
    visit(node.additionalProperties);
  };
  for (const name of Object.values(kinds).flatMap((byKind) => Object.values(byKind))) visit({ $ref: name });
  return { kinds, definitions: Object.fromEntries(Object.entries(definitions).filter(([name]) => reached.has(name))) };
}
