import { rm, writeFile } from "node:fs/promises";

import { sandboxDown } from "@helmwright/sandbox";

import { writeResults } from "../write-results.ts";
import { describeRun } from "./describe-run.ts";
import { formatDetails, formatProgress } from "./format-details.ts";
import { formatTable, rowsOf } from "./format-table.ts";
import { mirrorCharts, mirrorFolder } from "./mirror-charts.ts";
import { makeScratch, openCluster } from "./open-cluster.ts";
import { parseOptions } from "./parse-options.ts";
import { runCharts } from "./run-charts.ts";
import { measureSpeed } from "./speed.ts";

// `pnpm bench:values`: how good the types of charts' values are, over all charts of the mirror.
const args = process.argv.slice(2);
const options = parseOptions(args);
const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const started = performance.now();
const mirror = mirrorFolder();
const charts = await mirrorCharts(mirror, options.charts);
const scratch = await makeScratch();
const sandbox = options.sandbox ?? `values-${process.pid}`;
const cleanUp = async (): Promise<void> => {
  if (options.sandbox === undefined) await sandboxDown({ name: sandbox });
  await rm(scratch, { recursive: true, force: true });
};
// The listeners stay: a library ends the process when its own is the only one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void cleanUp().finally(() => process.exit(1)));
try {
  const cluster = await openCluster({ sandbox, scratch, onProgress: progress });
  const results = await runCharts(charts, {
    ...options,
    cluster,
    scratch,
    onResult: (result, milliseconds) => progress(formatProgress(result, milliseconds)),
  });
  const speed = options.only.has("speed") ? await measureSpeed(mirror, scratch) : undefined;
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify({ charts: results, speed }, null, 2)}\n`);
  const table = formatTable(rowsOf(results, speed));
  process.stdout.write(`${results.flatMap(formatDetails).join("\n")}\n\n${table}\n`);
  if (options.write) await writeResults(`${await describeRun(["pnpm bench:values", ...args].join(" "))}\n\n${table}`, "values");
  progress(`${Math.round((performance.now() - started) / 1000)} s`);
  cluster.close();
} finally {
  await cleanUp();
}
