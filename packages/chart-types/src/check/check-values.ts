import type { JsonObject } from "@helmwright/core";

import type { Chart } from "../chart/chart.ts";
import { valuesSchema } from "../emit/to-values-schema.ts";
import { kubernetesTypes } from "../kubernetes/type-catalog.ts";
import type { ChartTypes } from "../value-type.ts";
import { checkMerged } from "./check-merged.ts";
import { checkFile, type ValuesFile } from "./check-file.ts";
import type { ValuesFinding } from "./values-finding.ts";

export interface CheckValuesOptions {
  /** Whether everything that the chart needs has to be there. Default false: the files may be a part of the values. */
  readonly complete?: boolean | undefined;
  /** The schema of `types`, where it is there already. Default: written anew. */
  readonly schema?: JsonObject | undefined;
}

/**
 * Checks values files for a chart: each by itself against the types of the chart's values, and all together, later ones over
 * earlier ones over the chart's defaults, against the schemas that the chart and its subcharts bring, as Helm does. Nothing is
 * rendered, and nothing is fetched.
 *
 * @returns findings in the order of files and lines
 */
export function checkValues(
  chart: Chart,
  types: ChartTypes,
  files: readonly ValuesFile[],
  options: CheckValuesOptions = {},
): readonly ValuesFinding[] {
  const schema = options.schema ?? valuesSchema(types, { catalog: kubernetesTypes().withDefinitions(chart.crds) });
  const checked = files.map((file) => checkFile(file, schema));
  const merged = checkMerged({ chart, files: checked, complete: options.complete === true ? types.values : undefined });
  const told = new Set(checked.flatMap(({ name, findings }) => findings.map(({ path }) => placeKey(name, path))));
  const more = merged.filter(({ file, path }) => file === undefined || !told.has(placeKey(file, path)));
  const inFiles = checked.flatMap(({ name, findings }) => [...findings, ...more.filter(({ file }) => file === name)].toSorted(byPlace));
  return [...inFiles, ...more.filter(({ file }) => file === undefined)];
}

/** What our own types say of a place is not said again by the chart's schema. */
function placeKey(file: string, path: ValuesFinding["path"]): string {
  return JSON.stringify([file, ...path]);
}

function byPlace(a: ValuesFinding, b: ValuesFinding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
