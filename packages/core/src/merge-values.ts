function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `over` on top of `base`: maps are merged, everything else is replaced, undefined is left out at every depth. */
export function mergeValues(base: object, over: object = {}): Readonly<Record<string, unknown>> {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(over)])) {
    const below = (base as Readonly<Record<string, unknown>>)[key];
    const above = (over as Readonly<Record<string, unknown>>)[key];
    const value = above === undefined ? below : isMap(above) && isMap(below) ? mergeValues(below, above) : above;
    if (value !== undefined) merged[key] = withoutUndefined(value);
  }
  return merged;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(withoutUndefined);
  return isMap(value) ? mergeValues(value) : value;
}
