import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { chartMetadata, defaultMirrors, readChartArchive } from "@helmwright/charts";
import type { ChartTree } from "@helmwright/charts";
import { parseDocument } from "yaml";

/** An archive of the mirror. */
export interface MirrorChart {
  /** The archive's name without its ending (`dex-0.24.0`); seeds and results go by it, whatever the chart is called. */
  readonly id: string;
  readonly path: string;
}

/** The folder that holds the mirror's archives. */
export function mirrorFolder(): string {
  const [mirror] = defaultMirrors().filter((one) => !one.includes("://"));
  if (mirror === undefined) throw new Error("find the charts: there is no mirror; set HELMWRIGHT_CHART_MIRRORS to a folder of archives");
  return mirror;
}

/** The charts of the mirror by name, older versions first. `wanted` are names, with or without version; empty is all. */
export async function mirrorCharts(mirror: string, wanted: readonly string[]): Promise<readonly MirrorChart[]> {
  const archives = (await readdir(mirror)).filter((name) => name.endsWith(".tgz"));
  const charts = archives.map((name) => ({ id: name.slice(0, -".tgz".length), path: join(mirror, name) }));
  const sorted = charts.toSorted((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const missing = wanted.filter((name) => !charts.some(({ id }) => isChart(id, name)));
  if (missing.length > 0) throw new RangeError(`--charts: the mirror has no ${missing.join(", ")}`);
  return wanted.length === 0 ? sorted : sorted.filter(({ id }) => wanted.some((name) => isChart(id, name)));
}

function isChart(id: string, wanted: string): boolean {
  return id === wanted || id.replace(/-v?\d+\.\d+.*$/u, "") === wanted;
}

/** Reads a chart's files; with `name`, under that name. */
export async function readChart({ path }: MirrorChart, name?: string): Promise<ChartTree> {
  const tree = await readChartArchive(createReadStream(path));
  return name === undefined ? tree : renamed(tree, name);
}

/** The chart under another name, in its folder and in its metadata; everything else stays. */
function renamed(tree: ChartTree, name: string): ChartTree {
  const metadata = parseDocument((tree.files.get("Chart.yaml") ?? Buffer.alloc(0)).toString("utf8"));
  metadata.set("name", name);
  const copy = { folder: name, files: new Map(tree.files).set("Chart.yaml", Buffer.from(metadata.toString())) };
  if (chartMetadata(copy).name !== name) throw new Error(`rename ${tree.folder}: its Chart.yaml keeps its name`);
  return copy;
}
