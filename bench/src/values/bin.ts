import { rm, writeFile } from "node:fs/promises";

import { formatDetails, formatProgress } from "./format-details.ts";
import { formatTable, rowsOf } from "./format-table.ts";
import { mirrorCharts, mirrorFolder } from "./mirror-charts.ts";
import { makeScratch, openCluster } from "./open-cluster.ts";
import { parseOptions } from "./parse-options.ts";
import { runCharts } from "./run-charts.ts";

// `pnpm bench:values`: how good the types of charts' values are, over all charts of the mirror.
const options = parseOptions(process.argv.slice(2));
const progress = (text: string): void => void process.stderr.write(`${text}\n`);
const started = performance.now();
const charts = await mirrorCharts(mirrorFolder(), options.charts);
const scratch = await makeScratch();
const cluster = await openCluster({ sandbox: options.sandbox, scratch, onProgress: progress });
try {
  const results = await runCharts(charts, {
    ...options,
    cluster,
    scratch,
    onResult: (result, milliseconds) => progress(formatProgress(result, milliseconds)),
  });
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${results.flatMap(formatDetails).join("\n")}\n\n${formatTable(rowsOf(results))}\n`);
  progress(`${Math.round((performance.now() - started) / 1000)} s`);
} finally {
  await cluster.close();
  await rm(scratch, { recursive: true, force: true });
}
