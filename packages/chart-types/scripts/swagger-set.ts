import type { SchemaFormat, SchemaNode, SchemaSet } from "../src/kubernetes/schema-node.ts";
import type { JsonType } from "../src/value-type.ts";
import { enumsKey, type GoEnums } from "./go-enums.ts";

/** The part of an OpenAPI v2 schema that is read here. */
export interface SwaggerSchema {
  readonly $ref?: string;
  readonly type?: JsonType;
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SwaggerSchema>>;
  readonly additionalProperties?: SwaggerSchema;
  readonly items?: SwaggerSchema;
  readonly "x-kubernetes-group-version-kind"?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

export interface Swagger {
  readonly definitions: Readonly<Record<string, SwaggerSchema>>;
}

const APIEXTENSIONS = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1";

/** Types that decode themselves in Go: what they take stands in their `UnmarshalJSON`, not in the document. */
const SELF_DECODING: Readonly<Record<string, SchemaNode>> = {
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["integer", "string"], format: "int-or-string" },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"], format: "quantity" },
  "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1": { type: "object", open: true },
  "io.k8s.apimachinery.pkg.runtime.RawExtension": { type: "object", open: true },
  [`${APIEXTENSIONS}.JSON`]: { open: true },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrArray`]: { open: true },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrBool`]: { open: true },
  [`${APIEXTENSIONS}.JSONSchemaPropsOrStringArray`]: { open: true },
};

/** `kind: List` of `v1` is no type of the API server but of its clients, Helm among them. */
const LIST = "io.k8s.api.core.v1.List";
const LIST_NODE: SchemaNode = {
  type: "object",
  properties: {
    apiVersion: { type: "string" },
    items: { type: "array", items: { type: "object", open: true } },
    kind: { type: "string" },
    metadata: { $ref: "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta" },
  },
  required: ["items"],
};

const FORMATS: readonly string[] = ["int32", "int64", "byte", "date-time"] satisfies readonly SchemaFormat[];

function scalarType({ type, format }: SwaggerSchema): JsonType | undefined {
  return format === "int32" || format === "int64" ? "integer" : type;
}

function toNode(schema: SwaggerSchema, enumOf: (property: string) => readonly string[] | undefined): SchemaNode {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace("#/definitions/", "") };
  const { properties, required, additionalProperties, items, format } = schema;
  const type = scalarType(schema);
  const none = (): undefined => undefined;
  // An optional enumeration may be empty: to Go's decoder that is the same as absent.
  const enumValues = (key: string): readonly string[] | undefined => {
    const values = enumOf(key);
    return properties?.[key]?.type !== "string" || required?.includes(key) ? values : values && [...new Set([...values, ""])];
  };
  return {
    ...(type && { type }),
    ...(format !== undefined && FORMATS.includes(format) && { format: format as SchemaFormat }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, value]) => [key, withEnum(toNode(value, none), enumValues(key))] as const),
      ),
    }),
    ...(required && { required }),
    ...(additionalProperties && { additionalProperties: toNode(additionalProperties, none) }),
    ...(items && { items: toNode(items, none) }),
  };
}

/** An enumeration belongs to the string itself, to the elements of a list, or to the values of a map. */
function withEnum(node: SchemaNode, values: readonly string[] | undefined): SchemaNode {
  if (values === undefined) return node;
  if (node.items !== undefined) return { ...node, items: withEnum(node.items, values) };
  if (node.additionalProperties !== undefined) return { ...node, additionalProperties: withEnum(node.additionalProperties, values) };
  return node.type === "string" ? { ...node, enum: values } : node;
}

function readKinds(definitions: Swagger["definitions"]): SchemaSet["kinds"] {
  const kinds: Record<string, Record<string, string>> = { v1: { List: LIST } };
  for (const [name, schema] of Object.entries(definitions)) {
    const served = schema["x-kubernetes-group-version-kind"] ?? [];
    // What every group has (DeleteOptions, WatchEvent) is no object of a chart.
    if (served.length !== 1) continue;
    for (const { group, version, kind } of served) {
      (kinds[group === "" ? version : `${group}/${version}`] ??= {})[kind] = name;
    }
  }
  return kinds;
}

/** One Kubernetes version's kinds and definitions, without prose. */
export function readSwagger({ definitions }: Swagger, enums: GoEnums): SchemaSet {
  const nodes = Object.entries(definitions).map(([name, schema]) => {
    const fields = enums.get(enumsKey(name));
    return [name, SELF_DECODING[name] ?? toNode(schema, (property) => fields?.get(property))] as const;
  });
  return { kinds: readKinds(definitions), definitions: { ...Object.fromEntries(nodes), [LIST]: LIST_NODE } };
}
