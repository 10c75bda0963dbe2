import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { JsonType, ValueType } from "../value-type.ts";

/** Whether a definition takes values of a JSON type. */
export function takesType({ types }: TypeRef, type: JsonType): boolean {
  return types.length === 0 || types.includes(type) || (type === "integer" && types.includes("number"));
}

/** Whether a value is what its Kubernetes type says, no more and no less, so that the type's name says it all. */
export function isWholeDefinition(value: ValueType, definition: TypeRef): boolean {
  const { types, properties, additional, enum: literals, keywords } = value;
  if (properties.size > 0 || literals || keywords || !types.some((type) => takesType(definition, type))) return false;
  if (definition.types.includes("object")) return additional === undefined || definition.additional !== undefined;
  return definition.types.every((type) => types.includes(type)) && types.every((type) => takesType(definition, type));
}
