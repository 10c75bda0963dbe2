import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { openChart } from "@helmwright/chart-types";
import type { Chart } from "@helmwright/chart-types";
import { packChartTree } from "@helmwright/charts";
import type { ChartTree } from "@helmwright/charts";

import { documentedValues } from "../../../packages/chart-types/src/chart/documented-values.ts";
import { mergeDefaults } from "../../../packages/chart-types/src/chart/merge-defaults.ts";
import type { ValuesNode } from "../../../packages/chart-types/src/chart/values-node.ts";
import { findBase } from "./find-base.ts";
import type { Base } from "./find-base.ts";
import { readChart } from "./mirror-charts.ts";
import type { MirrorChart } from "./mirror-charts.ts";
import type { Render, Rendering } from "./renderer.ts";
import type { Values } from "./value-paths.ts";

/** A chart of the mirror, ready to be measured. */
export interface BenchedChart {
  readonly id: string;
  readonly tree: ChartTree;
  readonly chart: Chart;
  /** What Helm renders: the files, under the name that the chart has in this run. */
  readonly folder: string;
  /** The same, packed. */
  readonly archive: string;
  /** The chart's own `values.yaml`. */
  readonly defaults: Values;
  readonly root: ValuesNode;
  /** Defaults of the chart and of all its subcharts, those switched off too. */
  readonly merged: Values;
  readonly documented: readonly DocumentedValues[];
  /** What the chart needs before it renders at all; usually nothing. */
  base(render: Render): Promise<Base>;
  /** Renders, and remembers what came out: for values that are compared with again and again. */
  renderOnce(render: Render, values: Values): Promise<Rendering>;
}

/** Values that the chart's authors show. */
export interface DocumentedValues {
  readonly origin: string;
  readonly values: Values;
}

export interface BenchChartOptions {
  /** Where the packed chart is put. */
  readonly scratch: string;
  /** Name that the chart gets instead of its own. */
  readonly name?: string | undefined;
  /** Name of the packed file. Default: the archive's in the mirror. */
  readonly file?: string | undefined;
}

export async function benchedChart(chart: MirrorChart, { scratch, name, file = chart.id }: BenchChartOptions): Promise<BenchedChart> {
  const tree = await readChart(chart, name);
  const archive = join(scratch, `${file}.tgz`);
  const folder = join(scratch, file);
  await Promise.all([writeFile(archive, await packChartTree(tree)), unpack(tree, folder)]);
  const opened = openChart(tree);
  const known = new Map<string, Promise<Rendering>>();
  const documented = documentedValues(opened);
  const merged = mergeDefaults(opened, { disabledSubcharts: true });
  let base: Promise<Base> | undefined;
  return {
    id: chart.id,
    tree,
    chart: opened,
    folder,
    archive,
    defaults: opened.defaults.values,
    root: opened.defaults.root,
    merged,
    documented,
    base: (render) => (base ??= findBase({ folder, tree, merged, documented }, render)),
    renderOnce: (render, values) => {
      const key = JSON.stringify(values);
      const rendering = known.get(key) ?? render(folder, values);
      known.set(key, rendering);
      return rendering;
    },
  };
}

/** Helm reads a folder faster than an archive. What `.helmignore` names was left out when the chart was packed. */
async function unpack({ files }: ChartTree, folder: string): Promise<void> {
  for (const [path, content] of files) {
    if (path === ".helmignore") continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
