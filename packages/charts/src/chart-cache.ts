import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { type ChartPin, HelmwrightError } from "@helmwright/core";
import { z } from "zod";
import type { ArchiveLimits } from "./archive-limits.ts";
import { describeChart } from "./check-pin.ts";
import type { ChartTree } from "./chart-tree.ts";
import { packChartTree } from "./pack-chart-tree.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

/** Where an archive came from. */
export interface ArchiveOrigin {
  /** The source's label: a URL, or a directory. */
  readonly source: string;
  /** `sha256:…` of the archive's bytes as that source gave them. */
  readonly archiveDigest: string;
}

export interface CachedChart {
  readonly path: string;
  readonly tree: ChartTree;
  readonly origin: ArchiveOrigin;
}

/**
 * Charts by tree digest, one folder each: `sha256/<hex>/<name>-<version>.tgz` and `origin.json`. Folders appear whole, by rename, and
 * are never changed, so that any number of processes can share a cache.
 */
export interface ChartCache {
  /** The chart, checked; `undefined` when it isn't there. A damaged entry is removed. */
  read(pin: ChartPin): Promise<CachedChart | undefined>;
  /** Adds a chart whose digest has been checked, and returns the archive's path. */
  write(pin: ChartPin, tree: ChartTree, origin: ArchiveOrigin): Promise<string>;
}

const originSchema = z.object({ source: z.string(), archiveDigest: z.string() });

/** `<user's cache>/helmwright/charts`. */
export function defaultChartCache(env: Readonly<NodeJS.ProcessEnv> = process.env): string {
  return join(env["XDG_CACHE_HOME"] ?? join(env["HOME"] ?? homedir(), ".cache"), "helmwright", "charts");
}

/** The error for a cache that can't be written to, from the system's error. */
export function cacheProblem(error: unknown, pin: Pick<ChartPin, "name" | "version">, cacheDir: string): HelmwrightError {
  const { code = "unknown reason" } = error as NodeJS.ErrnoException;
  const full = code === "ENOSPC" || code === "EDQUOT";
  return new HelmwrightError(
    full ? "DISK_FULL" : "CHART_CACHE_UNWRITABLE",
    `store chart ${describeChart(pin)} in ${cacheDir}: ${full ? "the disk is full" : code}`,
    {
      hint: full ? "Free some space, or choose another cache directory." : "Make the cache directory writable, or choose another one.",
      subject: { chart: describeChart(pin) },
      cause: error,
    },
  );
}

function isThere(error: unknown): boolean {
  return ["EEXIST", "ENOTEMPTY"].includes((error as NodeJS.ErrnoException).code ?? "");
}

export function createChartCache(cacheDir: string, limits: ArchiveLimits): ChartCache {
  const folderOf = (pin: ChartPin): string => join(cacheDir, "sha256", pin.digest.replace("sha256:", ""));
  const archiveOf = (pin: ChartPin, folder: string): string => join(folder, `${pin.name}-${pin.version}.tgz`);

  async function readEntry(pin: ChartPin, folder: string): Promise<CachedChart | undefined> {
    const origin = originSchema.parse(JSON.parse(await readFile(join(folder, "origin.json"), "utf8")));
    const path = archiveOf(pin, folder);
    const tree = await readChartArchive(createReadStream(path), limits);
    return treeDigest(tree) === pin.digest ? { path, tree, origin } : undefined;
  }

  return {
    read: async (pin) => {
      const folder = folderOf(pin);
      try {
        const entry = await readEntry(pin, folder);
        if (entry !== undefined) return entry;
      } catch (error) {
        // An entry that can't be read is worth as much as none; if the disk itself is broken, the write tells.
        if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
      }
      await rm(folder, { recursive: true, force: true });
      return undefined;
    },
    write: async (pin, tree, origin) => {
      const folder = folderOf(pin);
      const temporary = join(cacheDir, "sha256", `.new-${randomUUID()}`);
      try {
        await mkdir(temporary, { recursive: true });
        await writeFile(archiveOf(pin, temporary), await packChartTree(tree));
        await writeFile(join(temporary, "origin.json"), `${JSON.stringify(origin)}\n`);
        await rename(temporary, folder);
      } catch (error) {
        await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
        // Another process was faster with the same content.
        if (!isThere(error)) throw cacheProblem(error, pin, cacheDir);
      }
      return archiveOf(pin, folder);
    },
  };
}
