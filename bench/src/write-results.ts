import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { execa } from "execa";

const root = resolve(import.meta.dirname, "../..");
const document = join(root, "docs/benchmarks.md");

/** Puts results into docs/benchmarks.md, in place of those of the last run, between the marks of this name. */
export async function writeResults(results: string, name = "results"): Promise<void> {
  const begin = `<!-- ${name} -->`;
  const end = `<!-- end of ${name} -->`;
  const text = await readFile(document, "utf8");
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`write ${document}: the marks ${begin} and ${end} are missing`);
  await writeFile(document, `${before}${begin}\n\n${results}\n\n${end}${after}`);
  await execa("oxfmt", [document], { preferLocal: true, localDir: root });
}
