import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

export interface Entry extends Partial<Header> {
  readonly name: string;
  readonly content?: string | Buffer;
}

/** Packs entries as they are, whatever is wrong with them. */
export async function makeArchive(entries: readonly Entry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content = "", ...header } of entries) archive.entry(header, content);
  archive.finalize();
  return gzipSync(await buffer(archive as AsyncIterable<Buffer>));
}

/** The files of a small chart, below its folder. */
export function chartEntries(
  files: Readonly<Record<string, string>> = {},
  chart: { readonly name?: string; readonly version?: string } = {},
): readonly Entry[] {
  const { name = "web", version = "1.0.0" } = chart;
  const all = { "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\n`, "values.yaml": "a: 1\n", ...files };
  return Object.entries(all).map(([path, content]) => ({ name: `${name}/${path}`, content }));
}
