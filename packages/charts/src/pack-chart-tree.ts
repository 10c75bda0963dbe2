import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pack } from "tar-stream";
import type { ChartTree } from "./chart-tree.ts";

const zip = promisify(gzip);
const EPOCH = new Date(0);

/**
 * Packs a tree as an archive that Helm reads. Equal trees give equal bytes.
 *
 * The cache holds these archives and not the ones that were downloaded: what Helm reads is then exactly what was checked, whatever
 * two tar readers make of an archive with odd headers.
 */
export async function packChartTree(tree: ChartTree): Promise<Buffer> {
  const archive = pack();
  const paths = [...tree.files.keys()].sort();
  // Helm reads the chart's own Chart.yaml first wherever it stands; first is where people look for it.
  for (const path of [...paths.filter((one) => one === "Chart.yaml"), ...paths.filter((one) => one !== "Chart.yaml")]) {
    archive.entry({ name: `${tree.folder}/${path}`, mode: 0o644, mtime: EPOCH }, tree.files.get(path) ?? Buffer.alloc(0));
  }
  archive.finalize();
  return zip(await buffer(archive as AsyncIterable<Buffer>), { level: 1 });
}
