import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Packages whose code decides what types come out. */
const DEPENDENCIES = ["@helmwright/core", "@helmwright/charts", "@helmwright/helm"];

let known: Promise<string | undefined> | undefined;

/**
 * Names the code that makes types: another name as soon as a file of it changes, sources and published packages alike, so that
 * nothing has to be counted up by hand. 16 hex digits; undefined where the files are not to be found, as in a bundle.
 */
export function generatorVersion(): Promise<string | undefined> {
  return (known ??= digestOfCode().catch(() => undefined));
}

async function digestOfCode(): Promise<string> {
  return digestOf([import.meta.dirname, ...DEPENDENCIES.map(folderOf)]);
}

function folderOf(name: string): string {
  return dirname(fileURLToPath(import.meta.resolve(name)));
}

async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const path of await filesIn(folder)) hash.update(`${path}\0`).update(await readFile(join(folder, path)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** What is run or read as data, in a fixed order. Data lies beside sources and published files alike. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const own = await readdir(folder, { recursive: true });
  const data = (await readdir(join(folder, "..", "gen")).catch(() => [])).map((name) => `../gen/${name}`);
  return [...own, ...data].filter((path) => /\.(?:ts|js|json)$/u.test(path) && !/\.(?:test|d)\.ts$/u.test(path)).toSorted();
}
