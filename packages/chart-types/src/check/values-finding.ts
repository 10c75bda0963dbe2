import type { ValuePath } from "../chart/values-node.ts";

/** What a check looks for. */
export type ValuesRule =
  /** A key or a value that the chart does not take. */
  | "type"
  /** Refused by the chart's own `values.schema.json`, or by that of one of its subcharts. */
  | "chart-schema"
  /** No YAML, no mapping, or too large. */
  | "yaml"
  | "duplicate-key"
  | "documents"
  /** The chart renders nothing without it. */
  | "required"
  /** What Helm says when it renders. */
  | "render";

/** One thing that is to be said about values. */
export interface ValuesFinding {
  /** A `warning` says what is worth knowing; with an `error` the values are wrong. */
  readonly severity: "error" | "warning";
  readonly rule: ValuesRule;
  /** The values file, under the name that was given for it; undefined for what no file says. */
  readonly file?: string | undefined;
  /** From 1; undefined where it can't be told. */
  readonly line?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
  /** In the values; empty for the whole. */
  readonly path: ValuePath;
  /** A sentence without a final stop. A string that may be a secret is never shown. */
  readonly message: string;
  /** The next step, as a sentence. */
  readonly hint?: string | undefined;
  /** The path that was probably meant. */
  readonly didYouMean?: string | undefined;
}
