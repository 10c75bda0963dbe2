import pLimit from "p-limit";

import { benchedChart } from "./benched-chart.ts";
import type { BenchedChart } from "./benched-chart.ts";
import { checkerOf } from "./checker.ts";
import type { Checker } from "./checker.ts";
import type { Cluster } from "./cluster.ts";
import { measureFalseErrors } from "./false-errors.ts";
import type { FalseErrorsResult } from "./false-errors.ts";
import type { MirrorChart } from "./mirror-charts.ts";
import { measurePrecision } from "./precision.ts";
import type { PrecisionResult } from "./precision.ts";
import { measureTypos } from "./typos.ts";
import type { TyposResult } from "./typos.ts";

/** What is measured of each chart. */
export const measurements = ["typos", "types", "false-errors"] as const;
export type Measurement = (typeof measurements)[number];

/** One chart's results; a measurement that was not asked for, or failed, is absent. */
export interface ChartResult {
  readonly chart: string;
  typos?: TyposResult;
  precision?: PrecisionResult;
  falseErrors?: FalseErrorsResult;
  /** What could not be read, generated or measured, with the error. */
  readonly failures: string[];
}

export interface RunOptions {
  readonly cluster: Cluster;
  readonly scratch: string;
  readonly only: ReadonlySet<Measurement>;
  readonly sample: number;
  readonly seed: string;
  readonly renamed: boolean;
  readonly onResult: (result: ChartResult, milliseconds: number) => void;
}

/** Helm and the API server work for one chart while the checker works for the other. */
const CHARTS_AT_ONCE = 2;

/** Measures the charts, in their order. What fails is part of a result; the others go on. */
export async function runCharts(charts: readonly MirrorChart[], options: RunOptions): Promise<readonly ChartResult[]> {
  const limit = pLimit(CHARTS_AT_ONCE);
  const runOne = async (chart: MirrorChart, index: number): Promise<ChartResult> => {
    const started = performance.now();
    const result: ChartResult = { chart: chart.id, failures: [] };
    const opened = await attempt(result, "read", () =>
      benchedChart(chart, { scratch: options.scratch, name: options.renamed ? `chart-${index + 1}` : undefined }),
    );
    const checker = opened && (await attempt(result, "generate", () => checkerOf(opened.archive)));
    if (opened && checker) await measure(opened, checker, { ...options, result });
    options.onResult(result, performance.now() - started);
    return result;
  };
  return Promise.all(charts.map((chart, index) => limit(() => runOne(chart, index))));
}

async function measure(chart: BenchedChart, checker: Checker, options: RunOptions & { readonly result: ChartResult }): Promise<void> {
  const { only, cluster, sample, seed, result } = options;
  const typos = only.has("typos") && (await attempt(result, "typos", () => measureTypos(chart, checker, { cluster, sample, seed })));
  if (typos) result.typos = typos;
  const precision = only.has("types") && (await attempt(result, "types", () => measurePrecision(chart.id, checker)));
  if (precision) result.precision = precision;
  const falseErrors =
    only.has("false-errors") && (await attempt(result, "false-errors", () => measureFalseErrors(chart, checker, cluster)));
  if (falseErrors) result.falseErrors = falseErrors;
}

async function attempt<T>({ failures }: ChartResult, what: string, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    failures.push(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 6).join("\n    ") : String(error)}`,
    );
    return undefined;
  }
}
