import { formatPath } from "@helmwright/core";

import type { ReportedProblem } from "./false-errors.ts";
import type { ChartResult } from "./run-charts.ts";
import type { WrongType } from "./wrong-types.ts";

/** Everything of one chart that speaks against the checker, a line each. */
export function formatDetails(result: ChartResult): readonly string[] {
  const { chart, failures, typos, precision, wrongTypes, falseErrors, schemaGaps } = result;
  const problem = (title: string, { kind, origin, path, value, message, because }: ReportedProblem): string =>
    `${title} ${formatPath(path) || "(top)"} = ${short(JSON.stringify(value) ?? "nothing")} in ${kind}, ${origin}: ${short(message)} (${short(because)})`;
  const wrongType = (title: string, { path, value, why }: WrongType): string =>
    `${title} ${formatPath(path)} = ${short(JSON.stringify(value))}: ${short(why)}`;
  const lines = [
    ...failures.map((failure) => `failed ${failure}`),
    ...(typos?.missed ?? []).map(({ path, misspelt, why }) => `missed ${formatPath(path)} as ${misspelt}: ${short(why)}`),
    ...(wrongTypes?.unreported ?? []).map((one) => wrongType("wrong type unreported", one)),
    ...(wrongTypes?.falselyReported ?? []).map((one) => wrongType("respelling reported", one)),
    ...(schemaGaps?.gaps ?? []).map(
      ({ path, value, against }) => `schema gap ${formatPath(path)} = ${short(JSON.stringify(value))}: against ${against}`,
    ),
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
export function formatProgress(result: ChartResult, milliseconds: number): string {
  const { chart, failures, typos, precision, wrongTypes, falseErrors, schemaGaps } = result;
  const parts = [
    ...(failures.length > 0 ? ["FAILED"] : []),
    ...(typos ? [`typos ${typos.reported}/${typos.tried} reported, ${typos.open.length} open, ${typos.missed.length} missed`] : []),
    ...(precision ? [`precise ${precision.precise}/${precision.leaves}`] : []),
    ...(wrongTypes ? [`wrong types ${wrongTypes.refused - wrongTypes.unreported.length}/${wrongTypes.refused} reported`] : []),
    ...(wrongTypes ? [`respelt ${wrongTypes.alike - wrongTypes.falselyReported.length}/${wrongTypes.alike} accepted`] : []),
    ...(schemaGaps ? [`schema gaps ${schemaGaps.gaps.length}/${schemaGaps.refused}`] : []),
    ...(falseErrors ? [`false errors ${falseErrors.wrong.length}, unproven ${falseErrors.unproven.length}`] : []),
  ];
  return `${chart}: ${parts.join("; ")} (${(milliseconds / 1000).toFixed(1)} s)`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  return line.length > 220 ? `${line.slice(0, 140)} … ${line.slice(-70)}` : line;
}
