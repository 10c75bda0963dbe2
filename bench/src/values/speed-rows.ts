import type { Row } from "./format-table.ts";
import { median, seconds } from "./numbers.ts";
import type { ChartResult } from "./run-charts.ts";
import type { SpeedResult } from "./speed.ts";

/** What generating takes, over all charts. */
export function generationRows(results: readonly ChartResult[]): readonly Row[] {
  const generated = results.flatMap(({ chart, generation }) => (generation ? [{ chart, ...generation }] : []));
  const renamed = results.flatMap((one) => one.sameUnderOwnName ?? []);
  const slowest = generated.toSorted((a, b) => b.cpuMilliseconds - a.cpuMilliseconds)[0];
  const largest = generated.toSorted((a, b) => b.peakBytes - a.peakBytes)[0];
  if (slowest === undefined || largest === undefined) return [];
  const typical = median(generated.map(({ cpuMilliseconds }) => cpuMilliseconds));
  const rows: Row[] = [
    {
      what: "processor time to generate a chart, each in a fresh process: median and worst",
      goal: "shown",
      measured: `${seconds(typical)}, ${seconds(slowest.cpuMilliseconds)} (${slowest.chart})`,
      reached: undefined,
    },
    {
      what: "… memory at its peak: worst",
      goal: "shown",
      measured: `${Math.round(largest.peakBytes / 2 ** 20)} MiB (${largest.chart})`,
      reached: undefined,
    },
  ];
  if (renamed.length === 0) return rows;
  const other = renamed.filter((same) => !same).length;
  return [
    ...rows,
    { what: `charts whose types depend on their name (of ${renamed.length})`, goal: "0", measured: String(other), reached: other === 0 },
  ];
}

/** What people wait for. */
export function speedRows({ typical, compiler, completion }: SpeedResult): readonly Row[] {
  const generating = median(typical.milliseconds);
  const completing = median(completion.milliseconds);
  return [
    {
      what: `generating one typical chart, cold (${typical.chart}, median of ${typical.milliseconds.length} processes)`,
      goal: "< 3 s",
      measured: `${seconds(generating)}, ${Math.round(typical.peakBytes / 2 ** 20)} MiB`,
      reached: generating < 3000,
    },
    {
      what: "`tsc` over the whole repository",
      goal: "< 20 s",
      measured: `${seconds(compiler.milliseconds)}${compiler.passed ? "" : ", with errors"}`,
      reached: compiler.passed && compiler.milliseconds < 20_000,
    },
    {
      what: `completion of a key (${completion.chart}, median of ${completion.milliseconds.length})`,
      goal: "< 300 ms",
      measured: `${Math.round(completing)} ms, the first ${Math.round(completion.firstMilliseconds)} ms${completion.offered ? "" : ", not offered"}`,
      reached: completion.offered && completing < 300,
    },
  ];
}
