import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { ChartPin } from "@helmwright/core";

import { generatedValues } from "./generated-values.ts";

// `generate [folder…] [--check]`: writes gen/ of the components below the folders (default: all packages), or says which is stale.
const root = resolve(import.meta.dirname, "../../..");
const args = process.argv.slice(2);
const check = args.includes("--check");
const folders = args.filter((arg) => !arg.startsWith("-"));
const stale: string[] = [];

for (const file of await pinFiles(folders.length > 0 ? folders.map((folder) => resolve(folder)) : [join(root, "packages")])) {
  const folder = dirname(file);
  const { chart } = (await import(pathToFileURL(file).href)) as { readonly chart: ChartPin };
  const files = await generatedValues(folder, chart);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, "gen", name);
    const before = await readFile(path, "utf8").catch(() => undefined);
    if (before === text) continue;
    stale.push(relative(root, path));
    if (check) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  const others = (await readdir(join(folder, "gen")).catch(() => [])).filter((name) => !(name in files));
  for (const name of others) {
    stale.push(relative(root, join(folder, "gen", name)));
    if (!check) await rm(join(folder, "gen", name));
  }
}
process.stdout.write(stale.map((path) => `${check ? "stale" : "wrote"} ${path}\n`).join(""));
if (check && stale.length > 0) {
  process.stderr.write("Run `pnpm generate` and commit what it writes.\n");
  process.exitCode = 1;
}

/** Every `chart.ts` of a component, in order. */
async function pinFiles(below: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(below.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })));
  return found
    .flat()
    .filter((entry) => entry.isFile() && entry.name === "chart.ts" && /\/packages\/[^/]+\/src\/[^/]+$/u.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("node_modules") && !path.includes("/chart-types/"))
    .toSorted();
}
