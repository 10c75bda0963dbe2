import type { ImportedValues } from "@helmwright/charts";
import type { Json, JsonObject } from "@helmwright/core";
import type { ValuesDocument } from "./values-node.ts";

/** One chart, read as evidence for the values that it takes. */
export interface Chart {
  /** As in `Chart.yaml`, also where the chart is a subchart under an alias. */
  readonly name: string;
  readonly version: string;
  readonly type: "application" | "library";
  readonly appVersion?: string | undefined;
  readonly deprecated: boolean;
  /** `values.yaml`; an empty document where the chart has none. */
  readonly defaults: ValuesDocument;
  /** `values.schema.json` with the chart's own files that it refers to under `$defs`; undefined where the chart has none. */
  readonly schema: JsonObject | undefined;
  /** Everything under `templates/` of this chart, `_*.tpl` and `NOTES.txt` too, in the order of names. */
  readonly templates: readonly TemplateFile[];
  /** What `.Files` sees, by path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The objects in `crds/` of this chart, without those of subcharts. */
  readonly crds: readonly Json[];
  /** What lies in `charts/` or is declared as a dependency; a dependency declared under two aliases is two of them. */
  readonly subcharts: readonly Subchart[];
}

export interface TemplateFile {
  /** Relative to the chart (`templates/_helpers.tpl`). */
  readonly path: string;
  readonly text: string;
}

export interface Subchart {
  /** Name or alias: where its values lie in the parent's. */
  readonly key: string;
  /** Undefined where it is declared, but not in the archive. */
  readonly chart: Chart | undefined;
  /** It stands in the parent's `Chart.yaml` or `requirements.yaml`; others are always on. */
  readonly declared: boolean;
  /** Paths in the parent's values; the first that holds a boolean switches the subchart. Empty: nothing does. */
  readonly condition: readonly string[];
  readonly tags: readonly string[];
  readonly importValues: readonly ImportedValues[];
}
