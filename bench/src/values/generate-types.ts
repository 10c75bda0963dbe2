import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";

import { readChartArchive } from "@helmwright/charts";

import { chartTypes } from "../../../packages/chart-types/src/chart-types.ts";
import { openChart } from "../../../packages/chart-types/src/chart/open-chart.ts";
import { valuesSchema } from "../../../packages/chart-types/src/emit/to-values-schema.ts";
import { kubernetesTypes } from "../../../packages/chart-types/src/kubernetes/type-catalog.ts";
import type { ValueType } from "../../../packages/chart-types/src/value-type.ts";
import type { GeneratedTypes, LeafType } from "./checker.ts";
import { leafPaths } from "./value-paths.ts";
import type { ValuePath } from "./value-paths.ts";

// `node generate-types.ts ARCHIVE FILE`: a process that does nothing but generate one chart's types, and writes them down.
const [archive = "", file = ""] = process.argv.slice(2);
const tree = await readChartArchive(createReadStream(archive));
const types = chartTypes(tree);
const chart = openChart(tree);
const schema = valuesSchema(types, { catalog: kubernetesTypes().withDefinitions(chart.crds) });
const milliseconds = performance.now();
const leaves = leafPaths(chart.defaults.values).map((path) => ({ path, type: leafTypeAt(types.values, path) }));
const generated: GeneratedTypes = { schema, leaves, milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
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
