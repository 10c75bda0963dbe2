/** The value without map entries that are null or undefined, at any depth. Nulls in lists stay: their position means something. */
export function withoutNulls<T>(value: T): T {
  return prune(value) as T;
}

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (one === null || one === undefined ? [] : [[key, prune(one)]])));
}
