import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";

import { chartTypes, kubernetesTypes, openChart, valuesSchema } from "@helmwright/chart-types";
import type { ValueType } from "@helmwright/chart-types";
import { readChartArchive } from "@helmwright/charts";

import type { GeneratedTypes, LeafType } from "./checker.ts";
import { leafPaths } from "./value-paths.ts";
import type { ValuePath } from "./value-paths.ts";

// `node generate-types.ts ARCHIVE FILE`: a process that does nothing but generate one chart's types, and writes them down.
const [archive = "", file = ""] = process.argv.slice(2);
const tree = await readChartArchive(createReadStream(archive));
const types = chartTypes(tree);
const chart = openChart(tree);
const schema = valuesSchema(types, { catalog: kubernetesTypes().withDefinitions(chart.crds) });
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const leaves = leafPaths(chart.defaults.values).map((path) => ({ path, type: leafTypeAt(types.values, path) }));
const generated: GeneratedTypes = { schema, leaves, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 };
await writeFile(file, JSON.stringify(generated));

function leafTypeAt(type: ValueType | undefined, path: ValuePath): LeafType | undefined {
  const [key, ...rest] = path;
  if (type === undefined) return undefined;
  if (key === undefined) return { types: type.types, alsoAs: type.alsoAs, kubernetes: type.kubernetes };
  const below = typeof key === "number" ? type.items : type.properties.get(key);
  if (below !== undefined) return leafTypeAt(below, rest);
  if (type.kubernetes !== undefined) return { types: [], alsoAs: [], kubernetes: type.kubernetes };
  return leafTypeAt(type.additional, rest);
}
