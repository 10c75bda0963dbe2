import { isDeepStrictEqual } from "node:util";

import pLimit from "p-limit";

import { benchedChart } from "./benched-chart.ts";
import type { BenchedChart } from "./benched-chart.ts";
import { checkerOf } from "./checker.ts";
import type { Checker, GeneratedTypes } from "./checker.ts";
import type { Cluster } from "./cluster.ts";
import { measureFalseErrors } from "./false-errors.ts";
import type { FalseErrorsResult } from "./false-errors.ts";
import type { MirrorChart } from "./mirror-charts.ts";
import { measurePrecision } from "./precision.ts";
import type { PrecisionResult } from "./precision.ts";
import { measureSchemaGaps } from "./schema-gaps.ts";
import type { SchemaGapsResult } from "./schema-gaps.ts";
import { measureTypos } from "./typos.ts";
import type { TyposResult } from "./typos.ts";
import { measureWrongTypes } from "./wrong-types.ts";
import type { WrongTypesResult } from "./wrong-types.ts";

/** What is measured of each chart. */
export const measurements = ["typos", "types", "false-errors", "schema", "speed"] as const;
export type Measurement = (typeof measurements)[number];

/** One chart's results; a measurement that was not asked for, or failed, is absent. */
export interface ChartResult {
  readonly chart: string;
  typos?: TyposResult;
  precision?: PrecisionResult;
  wrongTypes?: WrongTypesResult;
  falseErrors?: FalseErrorsResult;
  schemaGaps?: SchemaGapsResult;
  /** With `renamed`: whether the chart gets the same types under its own name. */
  sameUnderOwnName?: boolean;
  generation?: Pick<GeneratedTypes, "cpuMilliseconds" | "peakBytes">;
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
/** A leaf is rendered with some seven values, a value that goes against a schema once; a misspelt key usually not at all. */
const KEYS_PER_LEAF = 25;
const KEYS_PER_MUTATION = 15;

/** Measures the charts, in their order. What fails is part of a result; the others go on. */
export async function runCharts(charts: readonly MirrorChart[], options: RunOptions): Promise<readonly ChartResult[]> {
  const limit = pLimit(CHARTS_AT_ONCE);
  const runOne = async (chart: MirrorChart, index: number): Promise<ChartResult> => {
    const started = performance.now();
    const result: ChartResult = { chart: chart.id, failures: [] };
    const opened = await attempt(result, "read", () =>
      benchedChart(chart, { scratch: options.scratch, name: options.renamed ? `chart-${index + 1}` : undefined }),
    );
    const checker = opened && (await attempt(result, "generate", () => checkerOf(opened)));
    if (checker && options.renamed) {
      const own = await attempt(result, "generate under its own name", async () =>
        checkerOf(await benchedChart(chart, { scratch: options.scratch, file: `${chart.id}.own` })),
      );
      result.sameUnderOwnName = own !== undefined && isSame(own.generated, checker.generated);
    }
    if (opened && checker) await measure(opened, checker, { ...options, result });
    options.onResult(result, performance.now() - started);
    return result;
  };
  return Promise.all(charts.map((chart, index) => limit(() => runOne(chart, index))));
}

async function measure(chart: BenchedChart, checker: Checker, options: RunOptions & { readonly result: ChartResult }): Promise<void> {
  const { only, cluster, sample, seed, result } = options;
  const wanted = async <T>(what: Measurement, work: () => T | Promise<T>, keep: (measured: T) => void): Promise<void> => {
    const measured = only.has(what) ? await attempt(result, what, work) : undefined;
    if (measured !== undefined) keep(measured);
  };
  const { cpuMilliseconds, peakBytes } = checker.generated;
  result.generation = { cpuMilliseconds, peakBytes };
  await wanted(
    "typos",
    () => measureTypos(chart, checker, { cluster, sample, seed }),
    (measured) => (result.typos = measured),
  );
  await wanted(
    "types",
    () => measurePrecision(chart.id, checker),
    (measured) => (result.precision = measured),
  );
  await wanted(
    "types",
    () => measureWrongTypes(chart, checker, { cluster, sample: Math.ceil(sample / KEYS_PER_LEAF), seed }),
    (measured) => (result.wrongTypes = measured),
  );
  await wanted(
    "false-errors",
    () => measureFalseErrors(chart, checker, cluster),
    (measured) => (result.falseErrors = measured),
  );
  await wanted(
    "schema",
    () => measureSchemaGaps(chart, checker, { cluster, sample: Math.ceil(sample / KEYS_PER_MUTATION), seed }),
    (measured) => (result.schemaGaps = measured),
  );
}

/** The header names the chart. */
function isSame(a: GeneratedTypes, b: GeneratedTypes): boolean {
  const typesOf = ({ schema: { $comment: _comment, title: _title, ...schema }, leaves }: GeneratedTypes): unknown => ({ schema, leaves });
  return isDeepStrictEqual(typesOf(a), typesOf(b));
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
