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

/** What to do with two nodes of different types. */
export type OnConflict = (older: SchemaNode, newer: SchemaNode) => SchemaNode;

const typeOf = ({ $ref, type, format, open }: SchemaNode): string => JSON.stringify({ $ref, type, format, open });

const refuseConflict: OnConflict = (older, newer) => {
  throw new Error(`unite schemas: ${typeOf(older)} became ${typeOf(newer)}`);
};

/** Required by both, or by a newer one where the field is new. */
function uniteRequired(older: SchemaNode, newer: SchemaNode): readonly string[] {
  return newer.required?.filter((name) => older.required?.includes(name) === true || older.properties?.[name] === undefined) ?? [];
}

function uniteNodes(older: SchemaNode, newer: SchemaNode, onConflict: OnConflict): SchemaNode {
  if (typeOf(older) !== typeOf(newer)) return onConflict(older, newer);
  const unite: OnConflict = (a, b) => uniteNodes(a, b, onConflict);
  const { required: _, ...united }: { -readonly [K in keyof SchemaNode]: SchemaNode[K] } = { ...older, ...newer };
  if (older.enum && newer.enum) united.enum = union(older.enum, newer.enum);
  if (older.properties && newer.properties) united.properties = uniteRecords(older.properties, newer.properties, unite);
  if (older.items && newer.items) united.items = unite(older.items, newer.items);
  if (older.additionalProperties && newer.additionalProperties) {
    united.additionalProperties = unite(older.additionalProperties, newer.additionalProperties);
  }
  const required = uniteRequired(older, newer);
  return required.length > 0 ? { ...united, required } : united;
}

/**
 * All kinds and definitions of several versions, the oldest first. A definition takes what it takes in any of them: fields and
 * enumerated values of all, required only what all require.
 *
 * @throws Error when a place is of different types and `onConflict` is not given
 */
export function uniteSets(sets: readonly SchemaSet[], onConflict: OnConflict = refuseConflict): SchemaSet {
  return sets.reduce((older, newer) => ({
    kinds: uniteRecords(older.kinds, newer.kinds, (a, b) => ({ ...a, ...b })),
    definitions: uniteRecords(older.definitions, newer.definitions, (a, b) => uniteNodes(a, b, onConflict)),
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
