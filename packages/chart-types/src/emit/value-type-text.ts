import { typeText, type TypeNames } from "../kubernetes/to-typescript.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { JsonScalar, JsonType, ValueType } from "../value-type.ts";
import { docComment } from "./doc-comment.ts";
import { fieldText, listText, unionText } from "./field-text.ts";
import { ELEMENT, OTHER_KEY } from "./interface-names.ts";
import { kubernetesValuesText } from "./kubernetes-values-types.ts";
import type { TypeShapes } from "./type-shapes.ts";
import { isWholeDefinition, takesType } from "./whole-definition.ts";

/** What is needed to write the TypeScript type of one value. */
export interface TypeWriter {
  readonly docs: boolean;
  readonly catalog: TypeCatalog;
  readonly names: TypeNames;
  readonly shapes: TypeShapes;
}

/** Where a value is. */
export interface TypePlace {
  readonly path: readonly string[];
  /** Whether Helm merges it with a default; elements of lists are whole. */
  readonly merged: boolean;
}

const LONGEST_INLINE = 80;

/** The TypeScript type of a value, in the types in which it is written. */
function valueTypeText(value: ValueType, place: TypePlace, writer: TypeWriter): string {
  const { kubernetes, types } = value;
  if (types.length === 0) return "unknown";
  const definition = kubernetes === undefined ? undefined : writer.catalog.definition(kubernetes);
  if (!definition) return unionText(alternatives(value, types, { place, writer }));
  if (!isWholeDefinition(value, definition)) return unionText(alternatives(value, types, { place, writer, definition }));
  const others = types.filter((type) => !takesType(definition, type));
  return unionText([definitionText(definition, place, writer), ...alternatives(value, others, { place, writer })]);
}

function definitionText(definition: TypeRef, { merged }: TypePlace, { names }: TypeWriter): string {
  return merged ? kubernetesValuesText(definition, names) : typeText(definition, names);
}

interface Around {
  readonly place: TypePlace;
  readonly writer: TypeWriter;
  readonly definition?: TypeRef | undefined;
}

function alternatives(value: ValueType, types: readonly JsonType[], around: Around): readonly string[] {
  const { place, writer } = around;
  const structures = types.filter((type) => type === "object" || type === "array");
  const literals = structures.length < types.length ? value.enum : undefined;
  const texts = (literals ? structures : types).map((type) => {
    if (type === "object") return objectText(value, around);
    if (type === "array") return listText(itemText(value, place, writer));
    return type === "integer" ? "number" : type;
  });
  return literals ? [...texts, literalsText(literals, place, writer)] : texts;
}

function literalsText(literals: readonly JsonScalar[], { path }: TypePlace, { shapes }: TypeWriter): string {
  const text = unionText(literals.map((literal) => JSON.stringify(literal)));
  return text.length <= LONGEST_INLINE ? text : shapes.addAlias(text, path);
}

function itemText({ items }: ValueType, { path }: TypePlace, writer: TypeWriter): string {
  return items ? valueTypeText(items, { path: [...path, ELEMENT], merged: false }, writer) : "unknown";
}

function objectText(value: ValueType, { place, writer, definition }: Around): string {
  const fields = objectFields(value, place, writer);
  if (!definition) return fieldsText(fields, place, writer);
  const own = new Set(value.properties.keys());
  const overlaps = [...definition.properties.keys()].some((key) => own.has(key));
  if (!overlaps)
    return [definitionText(definition, place, writer), ...(fields.length > 0 ? [fieldsText(fields, place, writer)] : [])].join(" & ");
  const others = [...definition.properties].filter(([key]) => !own.has(key));
  return fieldsText([...others.map(([key, part]) => fieldText(key, definitionText(part, place, writer))), ...fields], place, writer);
}

function fieldsText(fields: readonly string[], { path }: TypePlace, { shapes }: TypeWriter): string {
  if (fields.length === 0) return "{ readonly [key: string]: never }";
  const line = `{ ${fields.join("; ")} }`;
  const isMap = fields.length === 1 && fields[0]?.startsWith("readonly [") === true;
  return isMap || (line.length <= LONGEST_INLINE && !line.includes("\n")) ? line : shapes.addInterface(fields, path);
}

/** The fields of an object, one text each, and what other keys hold. */
export function objectFields({ properties, additional }: ValueType, place: TypePlace, writer: TypeWriter): readonly string[] {
  const { path } = place;
  const texts = [...properties].map(([key, part]) => valueTypeText(part, { ...place, path: [...path, key] }, writer));
  const fields = [...properties].map(
    ([key, part], index) => `${docComment(part, writer.docs)}${fieldText(key, texts[index] ?? "unknown")}`,
  );
  if (!additional) return fields;
  const other = valueTypeText(additional, { ...place, path: [...path, OTHER_KEY] }, writer);
  const same = texts.every((text) => text === other);
  return [...fields, `readonly [key: string]: ${same && other !== "unknown" ? `${other} | null | undefined` : "unknown"}`];
}
