/** Keys and positions from the top of a document. */
export type ValuePath = readonly (string | number)[];

export type Values = Readonly<Record<string, unknown>>;

export function isTable(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every value below the top with its path, parents before what lies in them. */
export function* walkValues(value: unknown, path: ValuePath = []): Generator<{ readonly path: ValuePath; readonly value: unknown }> {
  if (path.length > 0) yield { path, value };
  for (const [key, inner] of entriesOf(value)) yield* walkValues(inner, [...path, key]);
}

/** Paths of all keys, those of objects inside of lists too. */
export function keyPaths(values: Values): readonly ValuePath[] {
  return [...walkValues(values)].map(({ path }) => path).filter((path) => typeof path.at(-1) === "string");
}

/** Scalars, null, and what is empty. */
export function leafPaths(values: Values): readonly ValuePath[] {
  return [...walkValues(values)].filter(({ value }) => entriesOf(value).length === 0).map(({ path }) => path);
}

export function valueAt(values: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((at, key) => (hasOwn(at, key) ? (at as Values)[key] : undefined), values);
}

export function hasPath(values: unknown, path: ValuePath): boolean {
  const key = path.at(-1);
  return key === undefined || hasOwn(valueAt(values, path.slice(0, -1)), key);
}

/**
 * A copy with another value at a path. Mappings on the way are made where they are missing; lists are taken whole from
 * `defaults`, because Helm replaces lists and does not merge them.
 */
function setIn(values: unknown, path: ValuePath, value: unknown, defaults?: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") {
    const list = [...((Array.isArray(values) ? values : Array.isArray(defaults) ? defaults : []) as readonly unknown[])];
    list[key] = setIn(list[key], rest, value);
    return list;
  }
  const table = isTable(values) ? values : {};
  return { ...table, [key]: setIn(table[key], rest, value, isTable(defaults) ? defaults[key] : undefined) };
}

/** A copy of a document with another value at a path. */
export function withValue(values: Values, path: ValuePath, value: unknown, defaults?: Values): Values {
  return setIn(values, path, value, defaults) as Values;
}

/** A copy of a document in which a key has another name, in its old place. */
export function renameKey(values: Values, path: ValuePath, name: string): Values {
  return changeParent(values, path, (entries, key) => entries.map(([one, value]) => [one === key ? name : one, value]));
}

/** The least document that holds the value of this path; lists on the way are whole. */
export function onlyPath(values: Values, path: ValuePath): Values {
  const list = path.findIndex((key) => typeof key === "number");
  const kept = list === -1 ? path : path.slice(0, list);
  return withValue({}, kept, valueAt(values, kept));
}

type Entries = readonly (readonly [string, unknown])[];

function changeParent(values: Values, path: ValuePath, change: (entries: Entries, key: string | number) => Entries): Values {
  const parentPath = path.slice(0, -1);
  const parent = valueAt(values, parentPath);
  const key = path.at(-1) ?? "";
  if (Array.isArray(parent)) return withValue(values, parentPath, parent.toSpliced(Number(key), 1));
  return isTable(parent) ? withValue(values, parentPath, Object.fromEntries(change(Object.entries(parent), key))) : values;
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return isTable(value) ? Object.entries(value) : [];
}

function hasOwn(value: unknown, key: string | number): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
