/** As deep as a values file may be nested, and as many values as it may hold, aliases counted each time. */
const LIMITS: { readonly depth: number; readonly values: number } = { depth: 100, values: 500_000 };

/** Why values can't be checked, and where. */
export interface Unplain {
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly expected: string;
}

export type PlainValues = { readonly values: unknown } | { readonly problem: Unplain };

class TooMuch extends Error {
  readonly problem: Unplain;

  constructor(problem: Unplain) {
    super(problem.found);
    this.problem = problem;
  }
}

/** The values as JSON has them: without keys that are undefined, and no larger than can be checked. */
export function plainValues(values: unknown): PlainValues {
  const budget = { left: LIMITS.values };
  try {
    return { values: plain(values, [], budget) };
  } catch (error) {
    if (error instanceof TooMuch) return { problem: error.problem };
    throw error;
  }
}

function plain(value: unknown, path: Unplain["path"], budget: { left: number }): unknown {
  budget.left -= 1;
  if (budget.left < 0)
    throw new TooMuch({
      path: [],
      found: `more than ${LIMITS.values} values`,
      expected: "fewer values; aliases count as often as they are used",
    });
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object") throw new TooMuch({ path, found: wordOf(value), expected: "a value that JSON has" });
  if (path.length >= LIMITS.depth) {
    throw new TooMuch({
      path: path.slice(0, 10),
      found: `values nested deeper than ${LIMITS.depth} levels, or one that holds itself`,
      expected: `at most ${LIMITS.depth} levels`,
    });
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item ?? null, [...path, index], budget));
  return plainObject(value, path, budget);
}

function plainObject(value: object, path: Unplain["path"], budget: { left: number }): object {
  const copy: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue;
    // Assigned, `__proto__` would set the prototype.
    Object.defineProperty(copy, key, { value: plain(part, [...path, key], budget), enumerable: true, writable: true, configurable: true });
  }
  return copy;
}

function wordOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return typeof value === "symbol" || typeof value === "function" ? `a ${typeof value}` : "nothing";
}
