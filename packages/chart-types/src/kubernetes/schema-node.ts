import type { JsonScalar, JsonType } from "../value-type.ts";

/**
 * How a value is written beyond its JSON type: Kubernetes' own scalar rules, and the ranges of Go's integers.
 * `byte` is base64, `quantity` what `resource.Quantity` parses, `int-or-string` an int32 or any string.
 */
export type SchemaFormat = "int32" | "int64" | "int-or-string" | "quantity" | "byte" | "date-time";

/**
 * One place in the schema of a Kubernetes object, in as few words as the API server's decoder needs: JSON Schema's keywords
 * with `$ref` holding a bare definition name, objects closed unless `open`. An empty node takes nothing but null;
 * `{ open: true }` without a type takes anything.
 */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly format?: SchemaFormat;
  readonly enum?: readonly JsonScalar[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  /** What the keys of a map hold. */
  readonly additionalProperties?: SchemaNode;
  /** Which keys beyond `properties` a map takes, `*` standing for any text. Default: any. */
  readonly keys?: readonly string[];
  readonly items?: SchemaNode;
  /** Unknown fields are kept (`x-kubernetes-preserve-unknown-fields`, raw JSON). */
  readonly open?: true;
}

/** The types of a set of kinds: a committed extract, or what a chart's CustomResourceDefinitions say. */
export interface SchemaSet {
  /** Definition name by kind by apiVersion: `kinds["apps/v1"]["Deployment"]`. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}
