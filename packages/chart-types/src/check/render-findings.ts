import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type ChartTree, packChartTree } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import type { Helm } from "@helmwright/helm";

import { overlayValues, parseValues } from "../chart/read-values.ts";
import type { ValuesFile } from "./check-file.ts";
import type { ValuesFinding } from "./values-finding.ts";

export interface RenderFindingsOptions {
  readonly helm: Pick<Helm, "template">;
  readonly signal?: AbortSignal | undefined;
}

const MOST_LINES = 12;

/**
 * What Helm says when it renders a chart with values files: nothing, or why it can't. Nothing is fetched: the chart's schemas,
 * which may refer to addresses, are the business of `checkValues`. Files that are no values are passed over.
 */
export async function renderFindings(
  tree: ChartTree,
  files: readonly ValuesFile[],
  { helm, signal }: RenderFindingsOptions,
): Promise<readonly ValuesFinding[]> {
  const directory = await mkdtemp(join(tmpdir(), "helmwright-values-"));
  const archive = join(directory, "chart.tgz");
  try {
    await writeFile(archive, await packChartTree(tree));
    await helm.template("release-name", archive, { values: mergedFiles(files), skipSchemaValidation: true, signal });
    return [];
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof HelmwrightError)) throw error;
    return [{ severity: "error", rule: "render", path: [], message: `Helm does not render the chart: ${wordsOf(error, archive)}` }];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function mergedFiles(files: readonly ValuesFile[]): Readonly<Record<string, unknown>> {
  return files.map(valuesOf).reduce((so, values) => overlayValues(so, values), {});
}

function valuesOf({ name, text }: ValuesFile): Readonly<Record<string, unknown>> {
  try {
    return parseValues(text.replace(/^\uFEFF/u, ""), { name });
  } catch {
    return {};
  }
}

function wordsOf({ message }: HelmwrightError, archive: string): string {
  const lines = message
    .replace(`render chart ${archive}: `, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("Use --debug"));
  return lines.slice(0, MOST_LINES).join("\n    ").trim();
}
