import { percent, sum } from "./numbers.ts";
import type { ChartResult } from "./run-charts.ts";
import { generationRows, speedRows } from "./speed-rows.ts";
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
  const otherRefused = sum(charts.map((one) => one.notForType.refused));
  const otherUnreported = sum(charts.map((one) => one.notForType.unreported));
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
      what: "… without those that are refused in the leaf's own type too",
      goal: "shown",
      measured: `${percent(reported - (otherRefused - otherUnreported), refused - otherRefused)} of ${refused - otherRefused}`,
      reached: undefined,
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
