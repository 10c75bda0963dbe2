import { HelmwrightError } from "@helmwright/core";

/**
 * Collects a stream of untrusted length.
 *
 * @throws HelmwrightError `CHART_ARCHIVE_TOO_LARGE`
 */
export async function readLimited(chunks: AsyncIterable<Uint8Array>, limit: number, what: string): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) {
      throw new HelmwrightError("CHART_ARCHIVE_TOO_LARGE", `read ${what}: it is larger than ${limit} bytes`, {
        hint: "Check the source; raise the chart store's limits when the chart is a very large one.",
      });
    }
    collected.push(chunk);
  }
  return Buffer.concat(collected);
}
