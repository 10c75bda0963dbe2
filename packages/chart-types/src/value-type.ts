/** A JSON type, with integers apart from other numbers. */
export type JsonType = "string" | "integer" | "number" | "boolean" | "object" | "array";

export type JsonScalar = string | number | boolean;

/** Why a node is as it is: one sentence without a final stop, and where that is to be seen. */
export interface Reason {
  /** `lands in Deployment.spec.replicas`, `default 1`, `compared with "Always"`. */
  readonly text: string;
  /** `templates/deployment.yaml:12`, `values.yaml:40`, `values.schema.json`. */
  readonly place?: string | undefined;
}

/**
 * What one place in a chart's values takes. One node may take several JSON types (a string that is a template, or the object
 * itself); the parts below belong to the type they name.
 */
export interface ValueType {
  /** The types in which a value is written. Empty: nothing is known, anything goes. */
  readonly types: readonly JsonType[];
  /** Other scalar types that render to the same text as a value of `types`, and therefore pass the check: `2` as `"2"`. */
  readonly alsoAs: readonly JsonType[];
  /** Name of a Kubernetes type as OpenAPI has it (`io.k8s.api.core.v1.Toleration`), which the object, or the scalar, is. */
  readonly kubernetes?: string | undefined;
  /** Known keys of the object; with `kubernetes`, those beside the type's own. */
  readonly properties: ReadonlyMap<string, ValueType>;
  /** What other keys hold; undefined when the object is closed. */
  readonly additional?: ValueType | undefined;
  /** Elements of the array. */
  readonly items?: ValueType | undefined;
  readonly enum?: readonly JsonScalar[] | undefined;
  /** Further JSON Schema keywords from the chart's own schema (`pattern`, `minimum`, …). */
  readonly keywords?: Readonly<Record<string, unknown>> | undefined;
  /** The chart renders nothing without it. */
  readonly required: boolean;
  readonly deprecated: boolean;
  /** As in the chart's `values.yaml`; undefined when it has none. */
  readonly default?: unknown;
  /** The chart's own comment, for the output of a user who asks for it; never written to `gen/`. */
  readonly comment?: string | undefined;
  /** Why further keys are accepted: `passed through to ConfigMap.data`, `iterated over`. */
  readonly openBecause?: Reason | undefined;
  readonly reasons: readonly Reason[];
}

/** All that is known of one chart's values. */
export interface ChartTypes {
  readonly chart: { readonly name: string; readonly version: string; readonly digest: string };
  readonly values: ValueType;
}
