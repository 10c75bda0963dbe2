import { reachableTypes } from "../kubernetes/reachable-types.ts";
import { toTypeScript, keyType, typeText, type TypeNames } from "../kubernetes/to-typescript.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import { fieldText } from "./field-text.ts";

type NamedType = TypeRef & { readonly name: string };

/** Whether Helm merges values of this type key by key, so that values hold parts of them. */
function isMerged({ types, properties, additional }: TypeRef): boolean {
  return types.includes("object") && (properties.size > 0 || additional !== undefined);
}

const isAnything = ({ types }: TypeRef): boolean => types.length === 0;

/**
 * The TypeScript type of a place of a Kubernetes type in chart values: `ProbeValues` for `Probe`. Helm merges it with the
 * chart's defaults, so that nothing in it is required and null removes a field; elements of lists are whole, as the API has them.
 */
export function kubernetesValuesText(type: TypeRef, names: TypeNames): string {
  const name = type.name === undefined ? undefined : names.get(type.name);
  if (!isMerged(type)) return typeText(type, names);
  const merged = name !== undefined && type.properties.size > 0 ? `${name}Values` : `{ ${valuesFields(type, names).join("; ")} }`;
  const others = type.types.filter((one) => one !== "object");
  return others.length === 0 ? merged : `${merged} | ${typeText(unnamed(type, others), names)}`;
}

/** The fields of {@link kubernetesValuesText}, one text each. */
function valuesFields(type: TypeRef, names: TypeNames): readonly string[] {
  const { properties, additional, keys, open } = type;
  const fields = [...properties].map(([key, part]) => fieldText(key, kubernetesValuesText(part, names), isAnything(part)));
  if (additional !== undefined && keys)
    return [...fields, `readonly [key: ${keyType(keys)}]: ${kubernetesValuesText(additional, names)} | null | undefined`];
  if (additional !== undefined && fields.length === 0)
    return [`readonly [key: string]: ${kubernetesValuesText(additional, names)}${isAnything(additional) ? "" : " | null | undefined"}`];
  return open || additional !== undefined ? [...fields, "readonly [key: string]: unknown"] : fields;
}

function unnamed(type: TypeRef, types: TypeRef["types"]): TypeRef {
  const { format, enum: literals, properties, required, additional, keys, items, open } = type;
  return { name: undefined, types, format, enum: literals, properties, required, additional, keys, items, open };
}

/** Exported declarations of Kubernetes types by name, as the API has them, and as values have those that Helm merges. */
export function declareKubernetesTypes(types: Iterable<TypeRef>, names: TypeNames): string {
  const roots = [...types];
  const whole = toTypeScript(roots, names).split(/\n\n(?=export )/u);
  const merged = reachableTypes(roots)
    .filter((type) => isMerged(type) && type.properties.size > 0 && names.has(type.name))
    .map((type) => declareValues(type, names));
  return [...whole, ...merged]
    .map((text) => text.trimEnd())
    .toSorted((a, b) => (declaredName(a) < declaredName(b) ? -1 : 1))
    .map((text) => `${text}\n`)
    .join("\n");
}

function declaredName(declaration: string): string {
  return /^export (?:interface|type) ([\w$]+)/u.exec(declaration)?.[1] ?? "";
}

function declareValues(type: NamedType, names: TypeNames): string {
  const fields = valuesFields(type, names).map((field) => `  ${field};\n`);
  return `export interface ${names.get(type.name) ?? ""}Values {\n${fields.join("")}}`;
}
