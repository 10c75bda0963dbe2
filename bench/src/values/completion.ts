import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { chartTypes, kubernetesTypes, openChart } from "@helmwright/chart-types";
import type { ChartTree } from "@helmwright/charts";

import { valuesTypeScript } from "../../../packages/chart-types/src/emit/to-values-type.ts";
import { openLanguageServer } from "./language-server.ts";

export interface CompletionResult {
  /** With the server just started and nothing read yet. */
  readonly firstMilliseconds: number;
  /** After each further letter. */
  readonly milliseconds: readonly number[];
  /** Whether the key that belongs there was offered every time. */
  readonly offered: boolean;
}

const TIMES = 10;
/** A key that is typed: where it lies, how it begins, and what it is. */
const TYPED = { inside: ["prometheus", "prometheusSpec"], begin: "re", key: "replicas" };

/** How long an editor waits for the keys of an object in kube-prometheus-stack's values, in a project of one's own. */
export async function measureCompletion(tree: ChartTree, scratch: string): Promise<CompletionResult> {
  const folder = join(scratch, "completion");
  await mkdir(folder);
  const catalog = kubernetesTypes().withDefinitions(openChart(tree).crds);
  await writeFile(join(folder, "values.ts"), valuesTypeScript(chartTypes(tree), { name: "ChartValues", catalog, docs: true }));
  const compilerOptions = { module: "nodenext", target: "es2024", strict: true, noEmit: true, allowImportingTsExtensions: true };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  await writeFile(join(folder, "use.ts"), textWith(""));
  const server = await openLanguageServer(folder, "use.ts", textWith(""));
  try {
    const times: number[] = [];
    let offered = true;
    for (let time = 0; time <= TIMES; time += 1) {
      const typed = TYPED.begin.slice(0, 1 + (time % TYPED.begin.length));
      if (time > 0) server.change(textWith(typed));
      const started = performance.now();
      const labels = await server.complete(endOf(time > 0 ? typed : ""));
      times.push(performance.now() - started);
      offered &&= labels.includes(TYPED.key);
    }
    return { firstMilliseconds: times[0] ?? NaN, milliseconds: times.slice(1), offered };
  } finally {
    server.close();
  }
}

const head = [
  'import type { ChartValues } from "./values.ts";',
  "",
  "export const values: ChartValues = {",
  ...TYPED.inside.map((key) => `${key}: {`),
];

function textWith(typed: string): string {
  return [...head, typed, ...TYPED.inside.map(() => "},"), "};", ""].join("\n");
}

function endOf(typed: string): { readonly line: number; readonly character: number } {
  return { line: head.length, character: typed.length };
}
