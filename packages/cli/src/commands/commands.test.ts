import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

import { writeDocuments } from "./render.ts";
import { shellQuoted } from "./sandbox.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmwright-commands-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("a shell reads a quoted value as it was", async () => {
  const value = `it's $HOME "and" \`more\`; \\ !\nnext`;
  const { stdout } = await promisify(execFile)("sh", ["-c", `export VALUE=${shellQuoted(value)}; printf %s "$VALUE"`]);
  expect(stdout).toBe(value);
});

test("manifests are numbered files, and those of an earlier run are replaced", async () => {
  const document = (step: string): Parameters<typeof writeDocuments>[1][number] => ({ step, component: "web", text: `# ${step}\n` });
  await writeDocuments(directory, [document("namespace a"), document("crds web"), document("release a/b")]);
  expect(await writeDocuments(directory, [document("namespace a"), document("release a/b")])).toStrictEqual([
    "001-namespace-a.yaml",
    "002-release-a-b.yaml",
  ]);
  expect((await readdir(directory)).toSorted()).toStrictEqual(["001-namespace-a.yaml", "002-release-a-b.yaml"]);
  expect(await readFile(join(directory, "002-release-a-b.yaml"), "utf8")).toBe("# release a/b\n");
});

test("a directory that holds something else is left alone", async () => {
  await writeFile(join(directory, "mine.txt"), "mine");
  await expect(writeDocuments(directory, [])).rejects.toThrow(expect.objectContaining({ code: "OUTPUT_NOT_EMPTY" }));
  expect(await readdir(directory)).toStrictEqual(["mine.txt"]);
});
