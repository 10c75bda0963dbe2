import type { JsonScalar, JsonType } from "../value-type.ts";
import { jsonTypeOf, allTypes } from "./json-type.ts";

type SchemaObject = Readonly<Record<string, unknown>>;

/** One place of a chart's own schema, with what refers to other places followed. */
export interface SchemaView {
  /** Empty: the schema says nothing of the type. */
  readonly types: readonly JsonType[];
  readonly properties: ReadonlyMap<string, SchemaView>;
  /** `false`: no other keys. Undefined: not said. */
  readonly additional: SchemaView | false | undefined;
  readonly items: SchemaView | undefined;
  readonly enum: readonly JsonScalar[] | undefined;
  /** Keywords on scalars, kept as they are. */
  readonly keywords: SchemaObject;
  /** Definition of Kubernetes that is referred to (`io.k8s.api.core.v1.Affinity`). */
  readonly kubernetes: string | undefined;
  readonly deprecated: boolean;
}

const KEPT = ["pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength"] as const;
const DEEPEST = 40;
/** How often a definition is followed into itself; what is below then can be anything. */
const MOST_REPEATS = 2;

/** A chart's own `values.schema.json`, read lazily place by place. */
export function schemaView(root: unknown): SchemaView | undefined {
  return isObject(root) ? viewOf(root, { root, depth: 0, around: [] }) : undefined;
}

interface At {
  readonly root: SchemaObject;
  readonly depth: number;
  /** The schemas of the places above. */
  readonly around: readonly SchemaObject[];
}

function viewOf(schema: SchemaObject, at: At): SchemaView {
  const parts = partsOf(schema, at);
  const inner: At = { ...at, depth: at.depth + 1, around: [...at.around, ...parts] };
  const keywords = Object.fromEntries(KEPT.flatMap((key) => (schema[key] === undefined || parts.length > 1 ? [] : [[key, schema[key]]])));
  return {
    types: typesOf(parts),
    get properties(): ReadonlyMap<string, SchemaView> {
      const found = new Map<string, SchemaObject[]>();
      for (const part of parts) {
        for (const [key, value] of Object.entries(isObject(part["properties"]) ? part["properties"] : {})) {
          if (isObject(value) || value === true) found.set(key, [...(found.get(key) ?? []), isObject(value) ? value : {}]);
        }
      }
      return new Map([...found].map(([key, views]) => [key, viewOf(joined(views), inner)]));
    },
    get additional(): SchemaView | false | undefined {
      const said = parts.flatMap((part) => {
        const patterns = isObject(part["patternProperties"]) ? Object.values(part["patternProperties"]) : [];
        return [...(part["additionalProperties"] === undefined ? [] : [part["additionalProperties"]]), ...patterns];
      });
      const [first] = said.filter(isObject);
      if (first) return viewOf(first, inner);
      return said.includes(false) && parts.length === 1 ? false : undefined;
    },
    get items(): SchemaView | undefined {
      const [items] = parts.map((part) => part["items"]).filter(isObject);
      return items && viewOf(items, inner);
    },
    enum: enumOf(parts),
    keywords,
    kubernetes: parts.map(kubernetesName).find((name) => name !== undefined),
    deprecated: schema["deprecated"] === true,
  };
}

/** Two schemas for one key: what both say counts. */
function joined(schemas: readonly SchemaObject[]): SchemaObject {
  const [first = {}] = schemas;
  return schemas.length === 1 ? first : { anyOf: schemas };
}

/** The schema and all that it is composed of. */
function partsOf(schema: SchemaObject, at: At): readonly SchemaObject[] {
  if (at.depth > DEEPEST) return [{}];
  const inner = { ...at, depth: at.depth + 1 };
  const target = typeof schema["$ref"] === "string" ? resolve(schema["$ref"], at.root) : undefined;
  if (target && at.around.filter((one) => one === target).length >= MOST_REPEATS) return [{}];
  const composed = ["allOf", "anyOf", "oneOf"].flatMap((key) => (Array.isArray(schema[key]) ? schema[key].filter(isObject) : []));
  const below = [...(target ? [target] : []), ...composed].flatMap((part) => partsOf(part, inner));
  const own = Object.keys(schema).some((key) => !["$ref", "allOf", "anyOf", "oneOf", "description", "title", "default"].includes(key));
  return own || below.length === 0 ? [schema, ...below] : below;
}

function resolve(ref: string, root: SchemaObject): SchemaObject | undefined {
  if (!ref.startsWith("#")) return { "x-kubernetes": ref };
  let at: unknown = root;
  for (const step of ref
    .slice(1)
    .split("/")
    .filter((one) => one !== "")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) && Object.hasOwn(at, key) ? at[key] : Array.isArray(at) ? (at as unknown[])[Number(key)] : undefined;
  }
  return isObject(at) ? at : undefined;
}

/** Schemas refer to copies of Kubernetes' definitions on the web, by name. */
function kubernetesName(schema: SchemaObject): string | undefined {
  const ref = schema["x-kubernetes"] ?? schema["$ref"] ?? schema["$id"];
  const name = typeof ref === "string" ? /(io\.k8s\.[\w.-]+?)(?:\.json)?$/u.exec(ref)?.[1] : undefined;
  return name;
}

function typesOf(parts: readonly SchemaObject[]): readonly JsonType[] {
  const found = new Set<JsonType>();
  for (const part of parts) {
    const said = Array.isArray(part["type"]) ? part["type"] : part["type"] === undefined ? [] : [part["type"]];
    const values = Array.isArray(part["enum"]) ? part["enum"] : part["const"] === undefined ? [] : [part["const"]];
    const types = said.length > 0 ? said : values.map(jsonTypeOf);
    // A part that says nothing of the type takes any, unless it only adds to others.
    if (types.length === 0 && parts.length > 1 && (part["x-kubernetes"] !== undefined || part["$ref"] !== undefined)) return [];
    for (const type of types) if (allTypes.includes(type as JsonType)) found.add(type as JsonType);
  }
  return [...found];
}

function enumOf(parts: readonly SchemaObject[]): readonly JsonScalar[] | undefined {
  const [only] = parts;
  if (parts.length !== 1 || !only) return undefined;
  const values = Array.isArray(only["enum"]) ? only["enum"] : only["const"] === undefined ? undefined : [only["const"]];
  return values?.filter((value): value is JsonScalar => value !== null && typeof value !== "object");
}

function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
