import type { ChartTree } from "@helmwright/charts";

/** A chart in memory; `Chart.yaml` is written where the files have none. */
export function makeTree(files: Readonly<Record<string, string | Buffer>> = {}, name = "web"): ChartTree {
  const all = { "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`, ...files };
  return { folder: name, files: new Map(Object.entries(all).map(([path, content]) => [path, Buffer.from(content)])) };
}
