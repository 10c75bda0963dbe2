/** A value of another JSON type than a leaf has. */
export interface Replacement {
  readonly value: unknown;
  /** Where `value` is the leaf's own in another spelling: a second value of the leaf's type, in both spellings. */
  readonly second?: { readonly own: unknown; readonly respelt: unknown } | undefined;
}

/** One value of each other JSON type, and the leaf's own value in another spelling. */
export function replacementsFor(own: unknown): readonly Replacement[] {
  const type = typeOf(own);
  const others = [
    { type: "string", value: "helmwright" },
    { type: "integer", value: 7 },
    { type: "number", value: 7.5 },
    { type: "boolean", value: true },
    { type: "array", value: ["x"] },
    { type: "object", value: { x: "y" } },
  ];
  const respelt = respellingOf(own);
  return [...others.filter((one) => one.type !== type && !(type === "number" && one.type === "integer")), ...(respelt ? [respelt] : [])];
}

/** `2` and `"2"`, `true` and `"true"`, both ways round; undefined where there is no other spelling. */
export function respellingOf(own: unknown): Replacement | undefined {
  if (typeof own === "number") return { value: String(own), second: { own: own + 1, respelt: String(own + 1) } };
  if (typeof own === "boolean") return { value: String(own), second: { own: !own, respelt: String(!own) } };
  if (own === "true" || own === "false") {
    const value = own === "true";
    return { value, second: { own: String(!value), respelt: !value } };
  }
  // Only what a number is written as by everyone: `007` and `1e3` are texts.
  if (typeof own !== "string" || !/^(?:0|[1-9]\d{0,14})$/u.test(own)) return undefined;
  return { value: Number(own), second: { own: String(Number(own) + 1), respelt: Number(own) + 1 } };
}

/** The value that was put in, in the type of the leaf's own: `7` is `"7"` in a text, and true in a boolean. Undefined: there is none. */
export function inTypeOf(own: unknown, value: unknown): unknown {
  if (typeof value === "object" || typeof own === typeof value) return undefined;
  if (typeof own === "string") return JSON.stringify(value);
  if (typeof own === "boolean") return true;
  return typeof own === "number" && typeof value === "string" && String(Number(value)) === value ? Number(value) : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
