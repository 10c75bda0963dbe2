import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { checkTarball } from "./check-tarball.ts";
import { packPackage } from "./pack-package.ts";

const manifest = {
  name: "planted",
  version: "1.0.0",
  license: "Apache-2.0",
  type: "module",
  files: ["dist", "gen", "README.md", "notes"],
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
};
const good = {
  LICENSE: "text",
  "README.md": "# planted",
  "package.json": JSON.stringify(manifest),
  "dist/index.js": "export const one = 1;\n",
  "gen/data.json": "{}\n",
  "dist/index.d.ts": "export declare const one: number;\n",
};

async function problemsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "helmwright-planted-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, "package", path)), { recursive: true });
    await writeFile(join(folder, "package", path), text);
  }
  return checkTarball(await packPackage(join(folder, "package"), folder));
}

test("a sound package has no problems", { timeout: 60_000 }, async () => {
  expect(await problemsOf(good)).toEqual([]);
});

test("each check finds what is planted for it", { timeout: 60_000 }, async () => {
  const { LICENSE: _, ...unlicensed } = good;
  const problems = await problemsOf({
    ...unlicensed,
    "notes/todo.md": "x",
    "package.json": JSON.stringify({ ...manifest, exports: { ".": manifest.exports["."], "./gone": "./dist/gone.js" } }),
    "dist/index.d.ts": 'export { one } from "./gone";\n',
  });
  expect(problems).toEqual([
    "content: package/LICENSE is missing",
    "content: package/notes/todo.md does not belong in a package",
    expect.stringContaining("publint: "),
    expect.stringContaining("attw: "),
  ]);
  expect(problems[2]).toContain("./dist/gone.js but the file does not exist");
  expect(problems[3]).toContain("Internal resolution error");
});
