import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { HelmwrightError } from "@helmwright/core";
import { extract, type Header } from "tar-stream";
import { type ArchiveLimits, resolveArchiveLimits, type ResolvedArchiveLimits } from "./archive-limits.ts";
import { splitArchivePath } from "./archive-path.ts";
import type { ChartTree } from "./chart-tree.ts";

const NESTED_ARCHIVE = /^(?<parent>(?:charts\/[^/]+\/)*charts\/)[^/_.][^/]*\.tgz$/u;

/** What one chart and the archives nested in it have used of the limits so far. */
export interface ReadBudget {
  readonly limits: ResolvedArchiveLimits;
  unpackedBytes: number;
  files: number;
}

function tooLarge(what: string): HelmwrightError {
  return new HelmwrightError("CHART_ARCHIVE_TOO_LARGE", `read chart archive: ${what}`, {
    hint: "Check that this is a chart archive; raise the chart store's limits when it is a very large one.",
  });
}

function countBytes(limit: number, what: string): (chunks: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (chunks): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > limit) throw tooLarge(`${what} is larger than ${limit} bytes`);
      yield chunk;
    }
  };
}

function isFile(header: Header): boolean {
  if (header.type === "directory") return false;
  if (header.type === "file") return true;
  throw new HelmwrightError("CHART_ARCHIVE_UNSAFE", `read chart archive: entry ${JSON.stringify(header.name)} is a ${header.type}`, {
    hint: "A chart archive holds only files; links and devices are refused.",
  });
}

async function readEntry(header: Header, entry: AsyncIterable<Buffer>, budget: ReadBudget): Promise<Buffer> {
  const { fileBytes, files } = budget.limits;
  budget.files += 1;
  if (budget.files > files) throw tooLarge(`it holds more than ${files} files`);
  if (header.size > fileBytes) throw tooLarge(`entry ${header.name} is larger than ${fileBytes} bytes`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function collectEntries(archive: Readable, budget: ReadBudget): Promise<ChartTree> {
  const files = new Map<string, Buffer>();
  const folders = new Set<string>();
  const tar = extract();
  const collect = async (): Promise<void> => {
    for await (const entry of tar) {
      const { header } = entry;
      if (isFile(header)) {
        const { folder, file } = splitArchivePath(header.name);
        if (files.has(file)) {
          throw new HelmwrightError("CHART_ARCHIVE_UNSAFE", `read chart archive: entry ${header.name} is there twice`, {
            hint: "Do not use this archive; get the chart from its official repository.",
          });
        }
        folders.add(folder);
        files.set(file, await readEntry(header, entry as AsyncIterable<Buffer>, budget));
      } else {
        entry.resume();
      }
    }
  };
  const remaining = budget.limits.unpackedBytes - budget.unpackedBytes;
  const unpack = pipeline(
    archive,
    countBytes(budget.limits.compressedBytes, "the archive"),
    createGunzip(),
    async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of countBytes(remaining, "the unpacked archive")(chunks)) {
        budget.unpackedBytes += chunk.length;
        yield chunk;
      }
    },
    tar,
  );
  const [unpacked, collected] = await Promise.allSettled([unpack, collect()]);
  // A refusal while collecting also breaks the pipeline; the refusal is the cause and comes first.
  if (collected.status === "rejected" && collected.reason instanceof HelmwrightError) throw collected.reason;
  if (unpacked.status === "rejected") throw unpacked.reason;
  if (collected.status === "rejected") throw collected.reason;
  const [folder] = folders;
  if (folder === undefined || folders.size > 1) {
    throw new HelmwrightError("CHART_ARCHIVE_INVALID", `read chart archive: expected one top folder, found ${folders.size}`, {
      hint: "Pack the chart with `helm package`.",
    });
  }
  return { folder, files };
}

/** Unpacks the archives in `charts/` in their place. */
export async function expandNested(tree: ChartTree, budget: ReadBudget, depth: number): Promise<ChartTree> {
  const files = new Map<string, Buffer>();
  const add = (path: string, content: Buffer): void => {
    if (files.has(path) || (path !== "" && tree.files.get(path) !== undefined && tree.files.get(path) !== content)) {
      throw new HelmwrightError("CHART_ARCHIVE_UNSAFE", `read chart archive: ${path} is there twice, packed and unpacked`, {
        hint: "Do not use this archive; get the chart from its official repository.",
      });
    }
    files.set(path, content);
  };
  for (const [path, content] of tree.files) {
    const parent = NESTED_ARCHIVE.exec(path)?.groups?.["parent"];
    if (parent === undefined) {
      add(path, content);
      continue;
    }
    if (depth >= budget.limits.nesting) throw tooLarge(`archives are nested deeper than ${budget.limits.nesting}`);
    const nested = await expandNested(await collectEntries(Readable.from([content]), budget), budget, depth + 1);
    for (const [file, bytes] of nested.files) add(`${parent}${nested.folder}/${file}`, bytes);
  }
  return { folder: tree.folder, files };
}

/**
 * Reads a chart archive (`.tgz`), which is untrusted input, into memory. Subcharts that are archives inside `charts/` are
 * unpacked in place, as `helm package` does.
 *
 * @throws HelmwrightError `CHART_ARCHIVE_INVALID` (not a gzipped tar, cut off, several top folders), `CHART_ARCHIVE_UNSAFE`
 * (links, devices, unclean paths, duplicates), `CHART_ARCHIVE_TOO_LARGE`
 */
export async function readChartArchive(archive: Readable, limits: ArchiveLimits = {}): Promise<ChartTree> {
  const budget: ReadBudget = { limits: resolveArchiveLimits(limits), unpackedBytes: 0, files: 0 };
  try {
    return await expandNested(await collectEntries(archive, budget), budget, 0);
  } catch (error) {
    if (error instanceof HelmwrightError) throw error;
    throw new HelmwrightError("CHART_ARCHIVE_INVALID", "read chart archive: it is cut off or not a gzipped tar archive", {
      hint: "Fetch the archive again.",
      cause: error,
    });
  }
}
