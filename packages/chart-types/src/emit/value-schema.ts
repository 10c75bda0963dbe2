import { textPatterns } from "@helmwright/core";

import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { JsonType, ValueType } from "../value-type.ts";
import { acceptDefaults, isShownDefault } from "./accept-default.ts";
import { kubernetesSchema } from "./kubernetes-definitions.ts";
import { passingLiterals, passingTypes, scalarKeywords, typeKeyword } from "./scalar-schema.ts";
import type { SchemaPart, SchemaWriter } from "./schema-writer.ts";
import { isWholeDefinition, takesType } from "./whole-definition.ts";

type Properties = Readonly<Record<string, unknown>>;

/** The schema of one value and everything below it. Null passes everywhere: in Helm it removes a default. */
export function valueSchema(value: ValueType, writer: SchemaWriter): SchemaPart {
  const { comment, deprecated } = value;
  const hasKeys = value.properties.size > 0 && isPlainObject(value.default);
  return {
    ...(writer.docs && comment !== undefined && comment !== "" && { description: comment }),
    ...(deprecated && { deprecated: true }),
    ...acceptDefaults(typeSchema(value, writer), hasKeys && value.types.includes("object") ? [] : [value.default], writer),
    ...(!hasKeys && isShownDefault(value.default) && { default: value.default }),
  };
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeSchema(value: ValueType, writer: SchemaWriter): SchemaPart {
  if (value.types.length === 0) return value.properties.size > 0 ? { properties: ownProperties(value, writer) } : {};
  const definition = value.kubernetes === undefined ? undefined : writer.catalog.definition(value.kubernetes);
  const types = passingTypes(value);
  if (definition && isWholeDefinition(value, definition)) return wholeDefinition(value, { definition, types, writer });
  if (value.enum) return literalSchema(value, { types, definition, writer });
  return plainSchema(value, { types, definition, writer });
}

interface Typed {
  readonly types: readonly JsonType[];
  readonly definition: TypeRef | undefined;
  readonly writer: SchemaWriter;
}

function wholeDefinition(value: ValueType, { definition, types, writer }: Typed & { readonly definition: TypeRef }): SchemaPart {
  const others = types.filter((type) => !takesType(definition, type));
  const ref = writer.refer(definition);
  if (others.length === 0) return ref;
  return {
    anyOf: [
      ref,
      plainSchema(
        { ...value, types: value.types.filter((type) => others.includes(type)) },
        { types: others, definition: undefined, writer },
      ),
    ],
  };
}

function literalSchema(value: ValueType, typed: Typed): SchemaPart {
  const { alsoAs, types } = value;
  const literals = { enum: [...passingLiterals(value.enum ?? [], alsoAs), null] };
  const structures = types.filter((type) => type === "object" || type === "array");
  const branches = [
    literals,
    ...(structures.length > 0 ? [plainSchema(value, { ...typed, types: structures })] : []),
    ...(alsoAs.includes("string") && !types.includes("string") ? [{ type: "string", pattern: textPatterns.template }] : []),
  ];
  return branches.length === 1 ? literals : { anyOf: branches };
}

function plainSchema(value: ValueType, { types, definition, writer }: Typed): SchemaPart {
  return {
    type: typeKeyword(types),
    ...scalarKeywords(value),
    ...(types.includes("object") && objectKeywords(value, definition, writer)),
    ...(types.includes("array") && value.items && itemsKeyword(value.items, value.default, writer)),
  };
}

function objectKeywords(value: ValueType, definition: TypeRef | undefined, writer: SchemaWriter): SchemaPart {
  const { properties, additional } = value;
  const isDescribed = properties.size > 0 || additional !== undefined || definition !== undefined;
  // What is no object but passes as one because it prints alike has no keys of its own.
  if (!isDescribed && !value.types.includes("object")) return {};
  const others = definition ? definitionProperties(definition, value, writer) : {};
  const all = { ...ownProperties(value, writer), ...others };
  const given = isPlainObject(value.default) ? Object.entries(value.default) : [];
  const unnamed = given.filter(([key]) => !Object.hasOwn(all, key));
  const open = additionalSchema(additional, definition, writer);
  const kept = open === false ? Object.fromEntries(unnamed.map(([key]) => [key, true])) : {};
  const named = { ...all, ...kept };
  return {
    ...(Object.keys(named).length > 0 && { properties: named }),
    additionalProperties:
      typeof open === "boolean"
        ? open
        : orTrue(
            acceptDefaults(
              open,
              unnamed.map(([, part]) => part),
              writer,
            ),
          ),
  };
}

function ownProperties({ properties }: ValueType, writer: SchemaWriter): Properties {
  return Object.fromEntries([...properties].map(([key, part]) => [key, orTrue(valueSchema(part, writer))]));
}

/** The definition's fields, written out beside the value's own keys. */
function definitionProperties(definition: TypeRef, { properties, default: given }: ValueType, writer: SchemaWriter): Properties {
  const fields = [...definition.properties].filter(([key]) => !properties.has(key));
  const values = isPlainObject(given) ? given : {};
  return Object.fromEntries(
    fields.map(([key, type]) => [
      key,
      acceptDefaults(partSchema(type, writer), [Object.hasOwn(values, key) ? values[key] : undefined], writer),
    ]),
  );
}

function partSchema(type: TypeRef, writer: SchemaWriter): SchemaPart {
  return type.name === undefined ? kubernetesSchema(registered(type, writer)) : writer.refer(type);
}

/** Makes sure that what an unnamed type refers to is defined. */
function registered(type: TypeRef, writer: SchemaWriter): TypeRef {
  for (const part of [...type.properties.values(), type.items, type.additional]) {
    if (part?.name !== undefined) writer.refer(part);
    else if (part) registered(part, writer);
  }
  return type;
}

function additionalSchema(additional: ValueType | undefined, definition: TypeRef | undefined, writer: SchemaWriter): SchemaPart | boolean {
  if (additional) return orTrue(valueSchema(additional, writer));
  if (definition?.additional) return orTrue(partSchema(definition.additional, writer));
  return definition?.open === true;
}

function orTrue(schema: SchemaPart): SchemaPart | true {
  return Object.keys(schema).length === 0 ? true : schema;
}

function itemsKeyword(items: ValueType, given: unknown, writer: SchemaWriter): SchemaPart {
  const elements: readonly unknown[] = Array.isArray(given) ? given : [];
  const schema = acceptDefaults(valueSchema(items, writer), elements, writer);
  return Object.keys(schema).length === 0 ? {} : { items: schema };
}
