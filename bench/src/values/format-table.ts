import type { ChartResult } from "./run-charts.ts";
import type { SpeedResult } from "./speed.ts";

/** A line of the table: what is measured, the goal, what came out. */
export interface Row {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** Undefined: there is nothing to reach. */
  readonly reached: boolean | undefined;
}

/** The rows of what was measured. */
export function rowsOf(results: readonly ChartResult[], speed?: SpeedResult): readonly Row[] {
  return [
    ...typoRows(results),
    ...precisionRows(results),
    ...wrongTypeRows(results),
    ...falseErrorRows(results),
    ...schemaRows(results),
    ...failureRows(results),
    ...generationRows(results),
    ...(speed ? speedRows(speed) : []),
  ];
}

export function formatTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, goal, measured, reached }) => {
    const answer = reached === undefined ? "" : reached ? "yes" : "no";
    return `| ${what} | ${goal} | ${measured} | ${answer} |`;
  });
  return ["| what | to reach | measured | reached |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

function typoRows(results: readonly ChartResult[]): readonly Row[] {
  const typos = results.flatMap((one) => one.typos ?? []);
  if (typos.length === 0) return [];
  const tried = sum(typos.map((one) => one.tried));
  const reported = sum(typos.map((one) => one.reported));
  const open = typos.flatMap((one) => one.open);
  const closed = tried - open.length;
  const byReason = [...Map.groupBy(open, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  const keys = sum(typos.map((one) => one.keys));
  return [
    {
      what: `misspelt keys reported, outside of open maps (${tried} of ${keys} keys of ${typos.length} charts)`,
      goal: "≥ 99 %",
      measured: `${percent(reported, closed)}, ${closed - reported} missed`,
      reached: reported / closed >= 0.99,
    },
    { what: "keys in maps that take any key", goal: "shown", measured: percent(open.length, tried), reached: undefined },
    ...byReason.map(([reason, all]) => ({
      what: `… ${reason}`,
      goal: "shown",
      measured: `${percent(all.length, tried)}, in ${new Set(all.map(({ path }) => JSON.stringify(path.slice(0, -1)))).size} maps`,
      reached: undefined,
    })),
  ];
}

function precisionRows(results: readonly ChartResult[]): readonly Row[] {
  const charts = results.flatMap((one) => one.precision ?? []).filter(({ leaves }) => leaves > 0);
  if (charts.length === 0) return [];
  const mean = (part: (one: (typeof charts)[number]) => number): number => sum(charts.map((one) => part(one) / one.leaves)) / charts.length;
  const leaves = sum(charts.map((one) => one.leaves));
  return [
    {
      what: `leaf values with a precise type (${leaves} leaves, charts weigh the same)`,
      goal: "≥ 90 %",
      measured: percent(
        mean(({ precise }) => precise),
        1,
      ),
      reached: mean(({ precise }) => precise) >= 0.9,
    },
    {
      what: "… and no other spelling accepted",
      goal: "shown",
      measured: percent(
        mean(({ strict }) => strict),
        1,
      ),
      reached: undefined,
    },
  ];
}

function wrongTypeRows(results: readonly ChartResult[]): readonly Row[] {
  const charts = results.flatMap((one) => one.wrongTypes ?? []);
  if (charts.length === 0) return [];
  const refused = sum(charts.map((one) => one.refused));
  const alike = sum(charts.map((one) => one.alike));
  const reported = refused - sum(charts.map((one) => one.unreported.length));
  const accepted = alike - sum(charts.map((one) => one.falselyReported.length));
  const tried = `${sum(charts.map((one) => one.tried))} values in ${sum(charts.map((one) => one.leaves))} leaves`;
  return [
    {
      what: `values of another JSON type that Helm or the API server refuses: reported (${tried})`,
      goal: "≥ 95 %",
      measured: `${percent(reported, refused)} of ${refused}`,
      reached: reported / refused >= 0.95,
    },
    {
      what: "… that both accept, with the meaning kept: accepted",
      goal: "100 %",
      measured: `${percent(accepted, alike)} of ${alike}`,
      reached: accepted === alike,
    },
  ];
}

function schemaRows(results: readonly ChartResult[]): readonly Row[] {
  const charts = results.flatMap((one) => one.schemaGaps ?? []).filter(({ tried }) => tried > 0);
  if (charts.length === 0) return [];
  const gaps = sum(charts.map((one) => one.gaps.length));
  const refused = sum(charts.map((one) => one.refused));
  return [
    {
      what: `values that Helm's own schema check refuses and ours accepts (of ${refused}, ${charts.length} charts with a schema)`,
      goal: "0",
      measured: String(gaps),
      reached: gaps === 0,
    },
  ];
}

function falseErrorRows(results: readonly ChartResult[]): readonly Row[] {
  const charts = results.flatMap((one) => one.falseErrors ?? []);
  if (charts.length === 0) return [];
  const tried = Object.entries(charts[0]?.tried ?? {}).map(
    ([kind]) => [kind, sum(charts.map((one) => one.tried[kind as keyof typeof one.tried]))] as const,
  );
  const wrong = sum(charts.map((one) => one.wrong.length));
  const right = sum(charts.map((one) => one.right.length));
  const unproven = sum(charts.map((one) => one.unproven.length));
  const kinds = tried.map(([kind, count]) => `${kind} ${count}`).join(", ");
  return [
    {
      what: `false errors in ${sum(tried.map(([, count]) => count))} files (${kinds})`,
      goal: "0",
      measured: String(wrong),
      reached: wrong === 0,
    },
    { what: "… mistakes in the charts' own values, shown by rendering", goal: "shown", measured: String(right), reached: undefined },
    { what: "… problems in values that Helm does not render", goal: "shown", measured: String(unproven), reached: undefined },
  ];
}

function failureRows(results: readonly ChartResult[]): readonly Row[] {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return [{ what: `charts that crash or are skipped (of ${results.length})`, goal: "0", measured: String(failed), reached: failed === 0 }];
}

function generationRows(results: readonly ChartResult[]): readonly Row[] {
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

function speedRows({ typical, compiler, completion }: SpeedResult): readonly Row[] {
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

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`;
}
