import { additionalAt, type TypeRef } from "./type-ref.ts";

/** A field, a map's key, or, as `"[]"` or an index, an element of an array. */
export type PathStep = string | number;

const isElement = (step: PathStep): boolean => step === "[]" || typeof step === "number";

/** Whether all that is known of a type is that it takes anything, or any object. */
function isAnything({ open, properties, additional, items, types }: TypeRef): boolean {
  return open && properties.size === 0 && additional === undefined && items === undefined && types.every((type) => type === "object");
}

function step(type: TypeRef, to: PathStep): TypeRef | "open" | undefined {
  if (isElement(to) && type.items !== undefined) return type.items;
  const found = typeof to === "number" ? undefined : (type.properties.get(to) ?? additionalAt(type, to));
  return found ?? (type.open ? "open" : undefined);
}

/** The type at a path below another; `"open"` where anything is taken, undefined where there is no such field. */
export function typeAt(type: TypeRef, path: readonly PathStep[]): TypeRef | "open" | undefined {
  let at: TypeRef = type;
  for (const next of path) {
    const found = step(at, next);
    if (found === undefined || found === "open") return found;
    at = found;
  }
  return isAnything(at) ? "open" : at;
}
