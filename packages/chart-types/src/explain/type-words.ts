import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { ValueType } from "../value-type.ts";

const shortName = (name: string | undefined): string | undefined => name?.split(".").at(-1);

/** A type in words: `integer`, `list of Toleration`, `map of string`, `string or ResourceRequirements`. */
export function typeWords(type: ValueType | TypeRef, depth = 0): string {
  const name = shortName("name" in type ? type.name : type.kubernetes);
  if (type.types.length === 0) return name ?? "anything";
  const words = type.types.map((one) => {
    if (one === "array") return type.items && depth < 3 ? `list of ${typeWords(type.items, depth + 1)}` : "list";
    if (one !== "object") return one;
    if (name !== undefined) return name;
    const isMap = type.properties.size === 0 && type.additional !== undefined && type.additional.types.length > 0 && depth < 3;
    return isMap && type.additional ? `map of ${typeWords(type.additional, depth + 1)}` : "map";
  });
  return name !== undefined && !type.types.includes("object")
    ? `${name} (${[...new Set(words)].join(" or ")})`
    : [...new Set(words)].join(" or ");
}
