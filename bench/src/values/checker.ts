import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { checkValues } from "@helmwright/chart-types";
import type { Chart, ChartTypes } from "@helmwright/chart-types";
import { valuesProblems } from "@helmwright/core";
import type { JsonObject } from "@helmwright/core";
import { execa } from "execa";

import type { BenchedChart } from "./benched-chart.ts";
import type { ValuePath } from "./value-paths.ts";

/** Something that the checker refuses. */
export interface Problem {
  readonly path: ValuePath;
  readonly message: string;
}

/** What is measured: everything that the project knows of one chart's values. */
export interface Checker {
  /** All problems of values that a user gives, with the least that is wrong as the path. */
  problems(values: unknown): readonly Problem[];
  /** Whether the whole check of a values file finds no error: with the schemas of the chart and its subcharts, as Helm does. */
  passes(values: unknown): boolean;
  readonly generated: GeneratedTypes;
}

/** How precisely a place is typed. */
export interface LeafType {
  readonly types: readonly string[];
  /** Other spellings that are accepted. */
  readonly alsoAs: readonly string[];
  /** Name of the Kubernetes type that it is, or lies in. */
  readonly kubernetes: string | undefined;
}

/** What a process of its own made of one chart. */
export interface GeneratedTypes {
  readonly schema: JsonObject;
  /** The scalars, nulls and what is empty in the chart's `values.yaml`; no type where the chart takes no such key. */
  readonly leaves: readonly { readonly path: ValuePath; readonly type?: LeafType | undefined }[];
  /** Of all cores together, from the start of the process to the schema: what else the machine does is no part of it. */
  readonly cpuMilliseconds: number;
  readonly peakBytes: number;
}

const SLOWEST = 120_000;

/**
 * Generates a chart's types in a fresh process, which is what somebody waits for, and which can be ended when it does not end.
 *
 * @throws Error with what the process wrote last
 */
export async function checkerOf({ archive, chart }: Pick<BenchedChart, "archive" | "chart">): Promise<Checker> {
  const file = archive.replace(/\.tgz$/u, ".types.json");
  const result = await execa(process.execPath, [join(import.meta.dirname, "generate-types.ts"), archive, file], {
    reject: false,
    timeout: SLOWEST,
    env: { NODE_COMPILE_CACHE: undefined },
  });
  if (result.timedOut) throw new Error(`it did not end within ${SLOWEST / 1000} s`);
  if (result.exitCode !== 0) throw new Error(result.stderr.slice(-1500));
  const generated = JSON.parse(await readFile(file, "utf8")) as GeneratedTypes;
  const { schema } = generated;
  return {
    problems: (given) => valuesProblems(schema, given),
    passes: (given) => {
      const file = { name: "values.yaml", text: JSON.stringify(given) };
      return checkValues(chart, untyped(chart), [file], { schema }).every(({ severity }) => severity !== "error");
    },
    generated,
  };
}

/** With a schema at hand, no types are needed. */
function untyped({ name, version }: Chart): ChartTypes {
  const values = { types: [], alsoAs: [], properties: new Map(), required: false, deprecated: false, reasons: [] };
  return { chart: { name, version, digest: "" }, values };
}
