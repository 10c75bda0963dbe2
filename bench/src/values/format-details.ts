import { formatPath } from "@helmwright/core";

import type { ReportedProblem } from "./false-errors.ts";
import type { ChartResult } from "./run-charts.ts";

/** Everything of one chart that speaks against the checker, a line each. */
export function formatDetails({ chart, failures, typos, precision, falseErrors }: ChartResult): readonly string[] {
  const problem = (title: string, { kind, origin, path, value, message, because }: ReportedProblem): string =>
    `${title} ${formatPath(path) || "(top)"} = ${short(JSON.stringify(value) ?? "nothing")} in ${kind}, ${origin}: ${short(message)} (${short(because)})`;
  const lines = [
    ...failures.map((failure) => `failed ${failure}`),
    ...(typos?.missed ?? []).map(({ path, misspelt, why }) => `missed ${formatPath(path)} as ${misspelt}: ${short(why)}`),
    ...(falseErrors?.wrong ?? []).map((one) => problem("false error", one)),
    ...(falseErrors?.unproven ?? []).map((one) => problem("unproven", one)),
    ...(falseErrors?.right ?? []).map((one) => problem("finding", one)),
    ...(precision?.imprecise ?? []).map(
      ({ path, type }) => `imprecise ${formatPath(path)}: ${type === undefined ? "not a key" : type.types.join(" or ") || "anything"}`,
    ),
  ];
  return lines.map((line) => `${chart}  ${line}`);
}

/** One line on how a chart did. */
export function formatProgress({ chart, failures, typos, precision, falseErrors }: ChartResult, milliseconds: number): string {
  const parts = [
    ...(failures.length > 0 ? ["FAILED"] : []),
    ...(typos ? [`typos ${typos.reported}/${typos.tried} reported, ${typos.open.length} open, ${typos.missed.length} missed`] : []),
    ...(precision ? [`precise ${precision.precise}/${precision.leaves}`] : []),
    ...(falseErrors ? [`false errors ${falseErrors.wrong.length}, unproven ${falseErrors.unproven.length}`] : []),
  ];
  return `${chart}: ${parts.join("; ")} (${(milliseconds / 1000).toFixed(1)} s)`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 220 ? `${line.slice(0, 140)} … ${line.slice(-70)}` : line;
}
