import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { HelmwrightError } from "@helmwright/core";
import { type ArchiveLimits, resolveArchiveLimits } from "./archive-limits.ts";
import type { ChartTree } from "./chart-tree.ts";
import { type IgnoreRule, parseHelmIgnore } from "./helm-ignore.ts";
import { expandNested, type ReadBudget } from "./read-chart-archive.ts";
import { readLimited } from "./read-limited.ts";

const LARGEST_IGNORE_FILE = 1024 * 1024;

function tooLarge(what: string): HelmwrightError {
  return new HelmwrightError("CHART_ARCHIVE_TOO_LARGE", `read chart directory: ${what}`, {
    hint: "Name what does not belong to the chart in .helmignore.",
  });
}

function unsafe(path: string, what: string): HelmwrightError {
  return new HelmwrightError("CHART_DIRECTORY_UNSAFE", `read chart directory: ${JSON.stringify(path)} ${what}`, {
    hint: "Copy the file into the chart's folder, or pack the chart with `helm package`.",
  });
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
}

/** One walk through a chart's folder. */
interface Walk {
  /** The folder without links in its own path. */
  readonly root: string;
  readonly ignored: IgnoreRule;
  readonly budget: ReadBudget;
  readonly files: Map<string, Buffer>;
}

async function readFileWithin(path: string, limit: number): Promise<Buffer> {
  // Not to wait for a pipe that took the file's place.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw unsafe(path, "is no regular file");
    return await readLimited(file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>, limit, path);
  } finally {
    await file.close();
  }
}

async function addFile({ budget, files }: Walk, path: string, real: string): Promise<void> {
  const { limits } = budget;
  budget.files += 1;
  if (budget.files > limits.files) throw tooLarge(`it holds more than ${limits.files} files`);
  const content = await readFileWithin(real, limits.fileBytes);
  budget.unpackedBytes += content.length;
  if (budget.unpackedBytes > limits.unpackedBytes) throw tooLarge(`it is larger than ${limits.unpackedBytes} bytes`);
  files.set(path, content);
}

/** Where a path leads, when that lies in the chart's folder. */
async function followLink(root: string, path: string, absolute: string): Promise<string> {
  const real = await realpath(absolute).catch(() => {
    throw unsafe(path, "is a link that leads nowhere");
  });
  if (!`${real}${sep}`.startsWith(`${root}${sep}`)) throw unsafe(path, "is a link that leads out of the chart's folder");
  return real;
}

/** `above` holds the folders that lead here, so that a link to one of them is not followed for ever. */
async function walkFolder(walk: Walk, folder: string, above: readonly string[]): Promise<void> {
  const names = await readdir(above.at(-1) ?? walk.root);
  for (const name of names.sort()) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const absolute = join(above.at(-1) ?? walk.root, name);
    const link = (await lstat(absolute)).isSymbolicLink();
    // What is left out may lead anywhere, but only its own kind is known then.
    if (link && walk.ignored(path, false)) continue;
    const real = link ? await followLink(walk.root, path, absolute) : absolute;
    const stat = await lstat(real);
    if (walk.ignored(path, stat.isDirectory())) continue;
    if (stat.isDirectory()) {
      if (above.includes(real)) throw unsafe(path, "is a link to a folder that it lies in");
      await walkFolder(walk, path, [...above, real]);
    } else if (stat.isFile()) {
      await addFile(walk, path, real);
    } else {
      throw unsafe(path, "is no regular file");
    }
  }
}

async function readIgnoreFile(root: string): Promise<IgnoreRule> {
  const path = join(root, ".helmignore");
  try {
    await lstat(path);
    const real = await followLink(root, ".helmignore", path);
    return parseHelmIgnore((await readFileWithin(real, LARGEST_IGNORE_FILE)).toString("utf8"));
  } catch (error) {
    if (isMissing(error)) return parseHelmIgnore("");
    throw error;
  }
}

/**
 * Reads a chart's folder, which is untrusted input, into memory as Helm does: without what `.helmignore` names, and with the archives
 * in `charts/` unpacked in their place. Links inside of the folder are followed.
 *
 * @throws HelmwrightError `CHART_DIRECTORY_INVALID` (no folder with a `Chart.yaml`, a bad `.helmignore`), `CHART_DIRECTORY_UNSAFE` (links that lead
 * out or in a circle, pipes, devices), `CHART_ARCHIVE_TOO_LARGE`, and for archives in `charts/` what {@link readChartArchive} throws
 */
export async function readChartDirectory(directory: string, limits: ArchiveLimits = {}): Promise<ChartTree> {
  const invalid = (what: string, cause?: unknown): HelmwrightError =>
    new HelmwrightError("CHART_DIRECTORY_INVALID", `read chart directory ${directory}: ${what}`, {
      hint: "Name the folder that holds the chart's Chart.yaml.",
      cause,
    });
  const budget: ReadBudget = { limits: resolveArchiveLimits(limits), unpackedBytes: 0, files: 0 };
  try {
    const root = await realpath(directory);
    if (!(await lstat(root)).isDirectory()) throw invalid("it is no folder");
    if (!(await readdir(root)).includes("Chart.yaml")) throw invalid("it has no Chart.yaml");
    const walk: Walk = { root, ignored: await readIgnoreFile(root), budget, files: new Map() };
    await walkFolder(walk, "", [root]);
    return await expandNested({ folder: basename(root), files: walk.files }, budget, 0);
  } catch (error) {
    if (error instanceof HelmwrightError) throw error;
    throw invalid((error as NodeJS.ErrnoException).code ?? "it can't be read", error);
  }
}
