import type { ChartCommandOptions, ValuesCheckCommandOptions } from "../chart-options.ts";
import { exitCodes } from "../exit-codes.ts";
import { findChart } from "../find-chart.ts";
import { formatFindings } from "../formats/format-findings.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { readValuesFiles } from "../read-values-files.ts";
import { showActivity } from "../show-activity.ts";

/** Checks values files for a chart. Ends with 1 when something is wrong with them. */
export async function valuesCheckCommand(chart: string, options: ValuesCheckCommandOptions, { terminal }: Invocation): Promise<Outcome> {
  const files = await readValuesFiles(options.values);
  const found = await findChart(chart, options satisfies ChartCommandOptions, terminal);
  const { chartTypes, checkValues, openChart } = await import("@helmwright/chart-types");
  const findings = (() => {
    using _activity = showActivity(terminal, `reading ${found.name} ${found.version}`);
    return checkValues(openChart(found.tree), chartTypes(found.tree), files, { complete: options.complete });
  })();
  const failed = findings.some(({ severity }) => severity === "error");
  const about = { name: found.name, version: found.version, digest: found.digest, source: found.source };
  return {
    exitCode: failed ? exitCodes.failed : exitCodes.done,
    data: { version: 1, chart: about, files: files.map(({ name }) => name), ok: !failed, findings },
    prose: true,
    text: () => formatFindings(findings, { chart: about, files: files.map(({ name }) => name) }, terminal.paint),
  };
}
