import { HelmwrightError } from "@helmwright/core";
import type { JsonScalar, JsonType } from "../value-type.ts";
import type { SchemaNode, SchemaSet } from "./schema-node.ts";

/** Schemas come from charts, which are untrusted; real ones stay below 30 levels and 40 000 places. */
const MAX_DEPTH = 100;
const MAX_NODES = 500_000;
const JSON_TYPES: readonly unknown[] = ["string", "integer", "number", "boolean", "object", "array"] satisfies readonly JsonType[];
const OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

type Fields = Readonly<Record<string, unknown>>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Reading {
  readonly crd: string;
  nodes: number;
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isScalar = (value: unknown): value is JsonScalar => ["string", "number", "boolean"].includes(typeof value);
const isString = (value: unknown): value is string => typeof value === "string";

function refuse({ crd }: Reading, problem: string): HelmwrightError {
  return new HelmwrightError("CRD_INVALID", `read the schema of CustomResourceDefinition ${crd}: ${problem}`, {
    hint: "Get the chart from its official repository; the API server refuses this definition too.",
  });
}

function typesOf(schema: Fields): SchemaNode {
  if (schema["x-kubernetes-int-or-string"] === true) return { type: ["integer", "string"], format: "int-or-string" };
  const type = schema["type"];
  if (JSON_TYPES.includes(type)) {
    const scalar = type === "integer" && schema["format"] === "int32";
    return { type: type as JsonType, ...(scalar && { format: "int32" as const }) };
  }
  return isFields(schema["properties"]) ? { type: "object" } : {};
}

/** One part of a structural schema. What only narrows values down (`allOf`, patterns, CEL rules) is left out. */
function toNode(schema: unknown, depth: number, reading: Reading): SchemaNode {
  reading.nodes += 1;
  if (reading.nodes > MAX_NODES) throw refuse(reading, `it has more than ${MAX_NODES} places`);
  if (depth > MAX_DEPTH) throw refuse(reading, `it is nested deeper than ${MAX_DEPTH} levels`);
  if (!isFields(schema)) return { open: true };
  if (schema["$ref"] !== undefined) throw refuse(reading, "it uses $ref");
  const inside = (part: unknown): SchemaNode => toNode(part, depth + 1, reading);
  const { properties, additionalProperties, items } = schema;
  const node: Mutable<SchemaNode> = { ...typesOf(schema) };
  if (isFields(properties)) node.properties = Object.fromEntries(Object.entries(properties).map(([key, part]) => [key, inside(part)]));
  // Defaults are filled in before anything is missed.
  const hasDefault = (key: string): boolean => fieldsOf(fieldsOf(properties)[key])["default"] !== undefined;
  const required = listOf(schema["required"]).filter((key) => isString(key) && !hasDefault(key)) as readonly string[];
  if (required.length > 0) node.required = required;
  const values = listOf(schema["enum"]);
  if (values.length > 0) node.enum = values.filter(isScalar);
  if (additionalProperties === true) node.additionalProperties = { open: true };
  else if (isFields(additionalProperties)) node.additionalProperties = inside(additionalProperties);
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true || node.type === undefined;
  // What is kept in a list is kept in its elements.
  if (items !== undefined) node.items = isOpen ? { ...inside(items), open: true } : inside(items);
  if (isOpen) node.open = true;
  return schema["x-kubernetes-embedded-resource"] === true ? asResource(node) : node;
}

/** What every object has beside its schema. */
function asResource(node: SchemaNode): SchemaNode {
  const own: SchemaNode["properties"] = { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { $ref: OBJECT_META } };
  return { ...node, type: "object", properties: { ...node.properties, ...own } };
}

/** `com.coreos.monitoring.v1.ServiceMonitor` */
function definitionName(group: string, version: string, kind: string): string {
  return [...group.split(".").toReversed(), version, kind].join(".");
}

/**
 * The kinds and schemas of CustomResourceDefinition manifests (`apiextensions.k8s.io/v1`); other objects are passed over.
 * A version without a schema takes anything.
 *
 * @throws HelmwrightError `CRD_INVALID` when a schema uses `$ref`, is nested too deep or is too large
 */
export function readCrdSchemas(manifests: readonly unknown[]): SchemaSet {
  const kinds: Record<string, Record<string, string>> = {};
  const definitions: Record<string, SchemaNode> = {};
  let nodes = 0;
  for (const manifest of manifests.filter(isFields)) {
    const { group, names, versions } = fieldsOf(manifest["spec"]);
    const kind = fieldsOf(names)["kind"];
    if (manifest["kind"] !== "CustomResourceDefinition" || !isString(group) || !isString(kind)) continue;
    const reading: Reading = { crd: `${kind}.${group}`, nodes };
    for (const version of listOf(versions).filter(isFields)) {
      const { name, schema } = version;
      if (!isString(name)) continue;
      const definition = definitionName(group, name, kind);
      definitions[definition] = asResource(toNode(fieldsOf(schema)["openAPIV3Schema"], 0, reading));
      (kinds[`${group}/${name}`] ??= {})[kind] = definition;
    }
    nodes = reading.nodes;
  }
  return { kinds, definitions };
}
