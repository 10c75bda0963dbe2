import { createReadStream } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { HelmwrightError } from "@helmwright/core";
import { resolveArchiveLimits } from "./archive-limits.ts";
import type { ChartSource, SourceOptions } from "./chart-source.ts";
import { readLimited } from "./read-limited.ts";
import { entriesOf, findEntry, type IndexEntry, parseRepositoryIndex } from "./repository-index.ts";
import { rememberSuccess } from "./remember-success.ts";

const LARGEST_INDEX = 128 * 1024 * 1024;

function missing(path: string, directory: string, cause: unknown): HelmwrightError {
  return new HelmwrightError("CHART_MIRROR_MISSING", `read ${path} of chart mirror ${directory}: it can't be opened`, {
    hint: "Check the mirror's path; a mirror holds an index.yaml and the archives that it names.",
    cause,
  });
}

/** The archive's file name in the directory: an index made with `--url` has absolute addresses for the same files. */
function archivePath(directory: string, { urls }: IndexEntry): string {
  const url = urls[0] ?? "";
  const relative = URL.canParse(url) ? basename(decodeURIComponent(new URL(url).pathname)) : decodeURIComponent(url);
  const path = resolve(directory, relative);
  if (!path.startsWith(resolve(directory) + sep)) {
    throw new HelmwrightError("CHART_INDEX_INVALID", `read chart mirror ${directory}: its index leads to a file outside of it`, {
      hint: "Write the index again with `helm repo index`.",
    });
  }
  return path;
}

/** A directory laid out as a Helm repository. */
export function directorySource(directory: string, { limits }: Pick<SourceOptions, "limits">): ChartSource {
  async function read(path: string, limit: number): Promise<Buffer> {
    try {
      return await readLimited(createReadStream(path), limit, path);
    } catch (error) {
      throw error instanceof HelmwrightError ? error : missing(basename(path), directory, error);
    }
  }
  const readIndex = rememberSuccess(async () => {
    const text = (await read(join(directory, "index.yaml"), LARGEST_INDEX)).toString("utf8");
    return parseRepositoryIndex(text, directory);
  });
  async function entries(name: string): Promise<readonly IndexEntry[]> {
    return entriesOf(await readIndex(), name);
  }

  return {
    label: directory,
    kind: "directory",
    versions: async (name) => (await entries(name)).map(({ version }) => version),
    fetch: async ({ name, version }) => {
      const all = await entries(name);
      const entry = findEntry(all, version);
      if (entry === undefined) return { found: false, versions: all.map((one) => one.version) };
      const path = archivePath(directory, entry);
      return { found: true, archive: await read(path, resolveArchiveLimits(limits).compressedBytes), location: path };
    },
  };
}
