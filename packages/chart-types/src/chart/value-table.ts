/** A mapping of values without a prototype, so that `__proto__` is a key like any other. */
export type ValueTable = { [key: string]: unknown };

export function isTable(value: unknown): value is ValueTable {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A deep copy whose mappings have no prototype. */
export function toTable(value: object): ValueTable {
  const table = Object.create(null) as ValueTable;
  for (const [key, inner] of Object.entries(value)) table[key] = copyOf(inner);
  return table;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(copyOf);
  return isTable(value) ? toTable(value) : value;
}

/** A deep copy of plain objects. */
export function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(toPlain);
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}

/** The value at a path of keys; undefined when a part is missing or no mapping. */
export function valueAt(table: ValueTable, path: readonly string[]): unknown {
  let value: unknown = table;
  for (const key of path) value = isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}
