import { createHash } from "node:crypto";
import type { ChartTree } from "./chart-tree.ts";

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LOCK_FILE = /(?:^|\/)(?:Chart|requirements)\.lock$/u;

function canonicalContent(path: string, content: Buffer): Buffer {
  const bytes = content.subarray(0, 3).equals(BYTE_ORDER_MARK) ? content.subarray(3) : content;
  if (!LOCK_FILE.test(path)) return bytes;
  const kept = bytes
    .toString("latin1")
    .split("\n")
    .filter((line) => !line.startsWith("generated:"));
  return Buffer.from(kept.join("\n"), "latin1");
}

/**
 * The digest over a chart's unpacked tree: equal for all archives that Helm reads as the same chart.
 *
 * The canonical form is one line `<sha256 hex of the content>  <path>\n` for each file, sorted by the UTF-8 bytes of the path,
 * with paths relative to the chart's folder; the digest is the SHA-256 of that text. Order, times, owners, modes, empty folders
 * and compression do not count. Three more things do not count, because `helm package` or Helm's loader changes them:
 * a UTF-8 byte order mark at the start of a file, the `generated:` line of `Chart.lock` and `requirements.lock`, and whether a
 * subchart in `charts/` is a folder or an archive (it is taken as a folder).
 *
 * For most charts that is `find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum`, run in the chart's folder.
 *
 * @returns `sha256:` and 64 lower-case hex digits
 */
export function treeDigest(tree: ChartTree): string {
  const files = [...tree.files].map(([path, content]) => ({ path, key: Buffer.from(path), content }));
  files.sort((a, b) => Buffer.compare(a.key, b.key));
  const total = createHash("sha256");
  for (const { path, content } of files) {
    total.update(`${createHash("sha256").update(canonicalContent(path, content)).digest("hex")}  ${path}\n`);
  }
  return `sha256:${total.digest("hex")}`;
}
