import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import type { ChartPin } from "@helmwright/core";

import { generatedValues } from "./generated-values.ts";

export interface GenerateValuesOptions {
  /** Only look. Default: false. */
  readonly check?: boolean | undefined;
}

/**
 * Writes `gen/` of every component below the folders, from its pinned chart. Gives the paths of the files that were not as
 * they are now, those among them that are gone; with `check` nothing is written. Throws what the chart store throws.
 */
export async function generateValues(
  folders: readonly string[],
  { check = false }: GenerateValuesOptions = {},
): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const pinFile of await pinFiles(folders)) {
    const folder = dirname(pinFile);
    const { chart } = (await import(pathToFileURL(pinFile).href)) as { readonly chart: ChartPin };
    const { files } = await generatedValues(folder, chart);
    stale.push(...(await bringUpToDate(join(folder, "gen"), files, check)));
  }
  return stale;
}

async function bringUpToDate(folder: string, files: Readonly<Record<string, string>>, check: boolean): Promise<readonly string[]> {
  const present = await readdir(folder).catch(() => []);
  const texts = await Promise.all(present.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const));
  const before = new Map(texts);
  const stale = Object.entries(files).filter(([name, text]) => before.get(name) !== text);
  const others = present.filter((name) => !(name in files));
  if (!check) {
    await mkdir(folder, { recursive: true });
    await Promise.all([
      ...stale.map(([name, text]) => writeFile(join(folder, name), text)),
      ...others.map((name) => rm(join(folder, name), { recursive: true })),
    ]);
  }
  return [...stale.map(([name]) => name), ...others].map((name) => join(folder, name));
}

/** The `chart.ts` of every component below the folders, in order. */
async function pinFiles(folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  return found
    .flat()
    .filter((entry) => entry.isFile() && entry.name === "chart.ts" && COMPONENT.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** A folder of the package `chart-types` has a file of this name, too. */
const COMPONENT = /\/packages\/(?!chart-types\/)[^/]+\/src\/[^/]+$/u;
