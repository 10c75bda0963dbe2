import { HelmwrightError } from "@helmwright/core";

import { mergeCharts, type MergedChart } from "../chart/merge-defaults.ts";
import type { Chart } from "../chart/chart.ts";
import { overlayValues } from "../chart/read-values.ts";
import type { ValuePath } from "../chart/values-node.ts";
import type { ValueType } from "../value-type.ts";
import type { CheckedFile } from "./check-file.ts";
import { helmSchema } from "./helm-schema.ts";
import { placeIn } from "./place-in.ts";
import { requiredFindings } from "./required-findings.ts";
import { schemaErrors } from "./schema-errors.ts";
import type { ValuesFinding } from "./values-finding.ts";

interface Merging {
  readonly chart: Chart;
  readonly files: readonly CheckedFile[];
  /** The types of all values, where the values have to be complete. */
  readonly complete: ValueType | undefined;
}

/** What is wrong with all files together, over the chart's defaults: what Helm checks before it renders. */
export function checkMerged({ chart, files, complete }: Merging): readonly ValuesFinding[] {
  const given = files.reduce<Readonly<Record<string, unknown>>>((so, { values = {} }) => overlayValues(so, values), {});
  let merged: MergedChart;
  try {
    merged = mergeCharts(chart, { values: given });
  } catch (error) {
    if (!(error instanceof HelmwrightError)) throw error;
    const path = (error.subject.path ?? "").split(".").filter(Boolean);
    return [{ severity: "error", rule: "chart-schema", ...placeIn(files, path, "value"), message: error.message, hint: error.hint }];
  }
  const refused = chartFindings(merged, [], files);
  return complete ? [...refused, ...requiredFindings(complete, merged.values)] : refused;
}

function chartFindings(
  { chart, values, subcharts }: MergedChart,
  above: ValuePath,
  files: readonly CheckedFile[],
): readonly ValuesFinding[] {
  return [
    ...(chart.schema ? ownFindings({ chart, schema: chart.schema, values }, above, files) : []),
    ...subcharts.flatMap((subchart) => chartFindings(subchart, [...above, subchart.key], files)),
  ];
}

function ownFindings(
  { chart, schema, values }: Pick<MergedChart, "chart" | "values"> & { readonly schema: NonNullable<Chart["schema"]> },
  above: ValuePath,
  files: readonly CheckedFile[],
): readonly ValuesFinding[] {
  const about = { rule: "chart-schema", path: above } as const;
  const by = `values.schema.json of ${chart.name} ${chart.version}`;
  try {
    const helm = helmSchema(schema);
    const refused = schemaErrors(helm, values).map(({ path, message, isKey }): ValuesFinding => {
      const whole = [...above, ...path];
      const place = placeIn(files, whole, isKey ? "key" : "value");
      const inSubchart = above.length > 0 ? ` (in ${above.join(".")})` : "";
      const hint = place.file === undefined ? `By ${by}; no file says this: it is the chart's own default, or missing.` : `By ${by}.`;
      return { ...about, severity: "error", ...place, message: `${message}${inSubchart}`, hint };
    });
    return [...refused, ...notes(helm).map((message): ValuesFinding => ({ ...about, severity: "warning", message: `${by}: ${message}` }))];
  } catch (error) {
    const what =
      error instanceof RangeError ? "it refers to itself without end" : error instanceof Error ? error.message.split("\n")[0] : "";
    return [
      {
        ...about,
        severity: "error",
        message: `${by} can't be used: ${what}`,
        hint: "Helm refuses it as well, but with --skip-schema-validation.",
      },
    ];
  }
}

function notes({ unfetched, unchecked }: ReturnType<typeof helmSchema>): readonly string[] {
  return [
    ...unfetched.map((address) => `${address} is not looked at; Helm would fetch it`),
    ...unchecked.map((pattern) => `the pattern ${JSON.stringify(pattern)} is not checked; only Go understands it`),
  ];
}
