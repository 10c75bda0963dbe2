import type { Sample } from "./run-bench.ts";

export interface Results {
  readonly samples: readonly Sample[];
  readonly notes: readonly string[];
  readonly machine: readonly string[];
  readonly command: string;
}

const OURS = "Helmwright";
const SIX = "helm, six at a time";

/** The results as Markdown: goals, a table, and every single measurement. */
export function formatResults({ samples, notes, machine, command }: Results): string {
  const groups = [...Map.groupBy(samples, ({ contestant, what }) => `${what} | ${contestant}`)];
  const rows = groups
    .map(([key, all]) => ({ key, times: all.map(({ milliseconds }) => milliseconds) }))
    .toSorted((a, b) => a.key.localeCompare(b.key))
    .map(({ key, times }) => `| ${key} | ${seconds(Math.min(...times))} | ${seconds(median(times))} | ${times.length} |`);
  return [
    ...machine.map((line) => `- ${line}`),
    "",
    "| goal | measured | reached |",
    "| --- | --- | --- |",
    ...goals(samples).map(({ goal, measured, reached }) => `| ${goal} | ${measured} | ${reached ? "yes" : "no"} |`),
    "",
    "| what | contestant | fastest | median | times |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "### Raw output",
    "",
    "```text",
    `$ ${command}`,
    ...samples.map(formatSample),
    ...new Set(notes),
    "```",
  ].join("\n");
}

export function formatSample({ contestant, what, milliseconds }: Sample): string {
  return `${seconds(milliseconds).padStart(9)}  ${what}: ${contestant}`;
}

interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** Medians of one run, compared with each other. */
function goals(samples: readonly Sample[]): readonly Goal[] {
  const of = (contestant: string, what: Sample["what"]): number =>
    median(samples.filter((one) => one.contestant === contestant && one.what === what).map(({ milliseconds }) => milliseconds));
  const idle = of(SIX, "nothing to do") / of(OURS, "nothing to do");
  const cold = of(OURS, "cold deploy") / of(SIX, "cold deploy");
  const help = of(OURS, "--help");
  return [
    { goal: "nothing to do: at least 20 times faster than six at a time", measured: `${idle.toFixed(1)} times`, reached: idle >= 20 },
    { goal: "cold deploy: no slower than six at a time", measured: `${Math.round(cold * 100)} % of its time`, reached: cold <= 1 },
    { goal: "`--help`: below 200 ms", measured: `${Math.round(help)} ms`, reached: help < 200 },
  ];
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 3 : 1)} s`;
}
