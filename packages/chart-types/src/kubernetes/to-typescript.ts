import { reachableTypes } from "./reachable-types.ts";
import type { TypeRef } from "./type-ref.ts";

/** TypeScript names by definition name, as {@link shortTypeNames} gives them. */
export type TypeNames = ReadonlyMap<string, string>;

const ANY_FIELD = "[key: string]";
const isIdentifier = (key: string): boolean => /^[A-Za-z_$][\w$]*$/u.test(key);
const oneOf = (parts: readonly string[]): string => [...new Set(parts)].join(" | ");

function fieldsOf(type: TypeRef, names: TypeNames): readonly string[] {
  const { properties, additional, keys, open, required } = type;
  const fields = [...properties].map(([key, part]) => {
    const name = isIdentifier(key) ? key : JSON.stringify(key);
    const text = typeText(part, names);
    return required.includes(key) ? `readonly ${name}: ${text}` : `readonly ${name}?: ${isUnknown(part) ? text : `${text} | undefined`}`;
  });
  if (additional !== undefined && keys) return [...fields, `readonly [key: ${keyType(keys)}]: ${typeText(additional, names)} | undefined`];
  if (additional !== undefined && fields.length === 0) return [`readonly ${ANY_FIELD}: ${typeText(additional, names)}`];
  if (open || additional !== undefined) return [...fields, `readonly ${ANY_FIELD}: unknown`];
  return fields.length === 0 ? [`readonly ${ANY_FIELD}: never`] : fields;
}

/** `hugepages-*` as a template literal type. */
export function keyType(keys: readonly string[]): string {
  return keys.map((glob) => `\`${glob.replaceAll("*", "${string}")}\``).join(" | ");
}

const isUnknown = (type: TypeRef): boolean => type.types.length === 0;
const asElement = (text: string): string => (text.includes(" | ") && !text.startsWith("{") ? `(${text})` : text);

function alternativesOf(type: TypeRef, names: TypeNames): readonly string[] {
  if (type.enum !== undefined) return type.enum.map((value) => JSON.stringify(value));
  return type.types.map((taken) => {
    if (taken === "object") return `{ ${fieldsOf(type, names).join("; ")} }`;
    if (taken === "array") return `readonly ${type.items ? asElement(typeText(type.items, names)) : "unknown"}[]`;
    return taken === "integer" ? "number" : taken;
  });
}

const bodyOf = (type: TypeRef, names: TypeNames): string => (isUnknown(type) ? "unknown" : oneOf(alternativesOf(type, names)));

/** The TypeScript type of a place: its name in `names`, else written out. */
export function typeText(type: TypeRef, names: TypeNames): string {
  const name = type.name === undefined ? undefined : names.get(type.name);
  return name ?? bodyOf(type, names);
}

function declare(type: TypeRef, { name, names }: { readonly name: string; readonly names: TypeNames }): string {
  if (type.types.length === 1 && type.types[0] === "object") {
    return `export interface ${name} {\n${fieldsOf(type, names)
      .map((field) => `  ${field};\n`)
      .join("")}}\n`;
  }
  return `export type ${name} = ${bodyOf(type, names)};\n`;
}

/** Exported declarations of all types that the given ones are made of and that have a name, sorted by name. */
export function toTypeScript(types: Iterable<TypeRef>, names: TypeNames): string {
  return reachableTypes(types)
    .map((type) => [names.get(type.name), type] as const)
    .filter((entry): entry is readonly [string, TypeRef & { name: string }] => entry[0] !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, type]) => declare(type, { name, names }))
    .join("\n");
}
