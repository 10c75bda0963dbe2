import { existsSync } from "node:fs";

import type { FoundChart, TypedChart } from "@helmwright/chart-types";

import type { ValuesDiffCommandOptions } from "../chart-options.ts";
import { exitCodes } from "../exit-codes.ts";
import { findChart } from "../find-chart.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { readValuesFiles } from "../read-values-files.ts";
import { showActivity } from "../show-activity.ts";
import type { Terminal } from "../terminal.ts";

export interface ValuesDiffArguments {
  readonly chart: string;
  /** Versions, ranges of versions, or paths of folders and archives. */
  readonly versions: readonly [before: string, after: string];
}

/** Compares what two versions of a chart take. Ends with 1 when given values are touched by it. */
export async function valuesDiffCommand(
  { chart, versions }: ValuesDiffArguments,
  options: ValuesDiffCommandOptions,
  { terminal }: Invocation,
): Promise<Outcome> {
  const files = await readValuesFiles(options.values ?? []);
  const found = [];
  for (const version of versions) found.push(await findVersion(chart, version, { options, terminal }));
  const { breaksValues, diffTypes, formatTypesDiff, mergeValuesFiles } = await import("@helmwright/chart-types");
  const values = mergeValuesFiles(files);
  const typed: TypedChart[] = [];
  for (const one of found) typed.push(await typesOf(one, terminal));
  const [before, after] = typed as [TypedChart, TypedChart];
  const diff = diffTypes(before.types, after.types, values);
  const touched = diff.changes.some(breaksValues);
  return {
    exitCode: touched ? exitCodes.failed : exitCodes.done,
    data: { version: 1, ...diff, files: files.map(({ name }) => name), touched },
    prose: true,
    text: () => formatTypesDiff(diff, { withValues: files.length > 0, paint: terminal.paint }),
  };
}

interface Finding {
  readonly options: ValuesDiffCommandOptions;
  readonly terminal: Terminal;
}

/** A version that is a path is a chart of its own. */
async function findVersion(chart: string, version: string, { options, terminal }: Finding): Promise<FoundChart> {
  const isPath = /[/\\]|\.tgz$/u.test(version) && existsSync(version);
  return isPath ? findChart(version, {}, terminal) : findChart(chart, { repo: options.repo, version }, terminal);
}

async function typesOf({ name, version, tree }: FoundChart, terminal: Terminal): Promise<TypedChart> {
  const { cachedChartTypes } = await import("@helmwright/chart-types");
  using _activity = showActivity(terminal, `reading ${name} ${version}`);
  return await cachedChartTypes(tree);
}
