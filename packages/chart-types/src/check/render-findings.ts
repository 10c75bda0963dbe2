import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type ChartTree, packChartTree } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import type { Helm } from "@helmwright/helm";

import type { ValuesFile } from "./check-file.ts";
import { mergeValuesFiles } from "./merge-values-files.ts";
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
    await helm.template("release-name", archive, { values: mergeValuesFiles(files.flatMap(readable)), skipSchemaValidation: true, signal });
    return [];
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof HelmwrightError)) throw error;
    const words = wordsOf(error, archive);
    // What is no failure of Helm's is about what it has rendered.
    const message = error.code.startsWith("HELM_") ? `Helm does not render the chart: ${words}` : words;
    return [{ severity: "error", rule: "render", path: [], message }];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function readable(file: ValuesFile): readonly ValuesFile[] {
  try {
    mergeValuesFiles([file]);
    return [file];
  } catch {
    return [];
  }
}

function wordsOf({ message }: HelmwrightError, archive: string): string {
  const lines = message
    .replace(`render chart ${archive}: `, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("Use --debug"));
  return lines.slice(0, MOST_LINES).join("\n    ").trim();
}
