import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { HelmwrightError } from "@helmwright/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chartEntries, makeArchive } from "../test/make-archive.ts";
import { parseHelmIgnore } from "./helm-ignore.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { readChartDirectory } from "./read-chart-directory.ts";
import { treeDigest } from "./tree-digest.ts";

let parent: string;
let chart: string;

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(chart, path)), { recursive: true });
    await writeFile(join(chart, path), content);
  }
}

beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), "helmwright-directory-")));
  chart = join(parent, "web");
  await mkdir(chart);
  await write({ "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n", "values.yaml": "a: 1\n" });
});
afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

function refusal(code: string): unknown {
  return expect.objectContaining({ code, constructor: HelmwrightError, hint: expect.any(String) as string });
}

test("gives the tree that an archive of the folder gives", async () => {
  const sub = await makeArchive(chartEntries({ "crds/x.yaml": "kind: X\n" }, { name: "sub" }));
  await write({ "templates/a.yaml": "x", "charts/sub-1.0.0.tgz": sub });
  const tree = await readChartDirectory(chart);
  const archive = await makeArchive([...chartEntries({ "templates/a.yaml": "x" }), { name: "web/charts/sub-1.0.0.tgz", content: sub }]);
  expect([tree.folder, treeDigest(tree)]).toStrictEqual(["web", treeDigest(await readChartArchive(Readable.from([archive])))]);
  expect([...tree.files.keys()]).toContain("charts/sub/crds/x.yaml");
});

test("leaves out what .helmignore names", async () => {
  await write({ ".helmignore": "# text\n*.bak\n.git/\n/only-here\ndocs/*.md\n", "a.bak": "", "deep/b.bak": "", ".git/config": "" });
  await write({
    "only-here": "",
    "deep/only-here": "",
    "docs/x.md": "",
    "docs/deep/x.md": "",
    "templates/.hidden": "",
    "templates/a.yaml": "",
  });
  expect([...(await readChartDirectory(chart)).files.keys()]).toStrictEqual([
    ".helmignore",
    "Chart.yaml",
    "deep/only-here",
    "docs/deep/x.md",
    "templates/a.yaml",
    "values.yaml",
  ]);
});

test.each([
  ["!keep", "keep", false, false],
  ["!keep", "other", false, true],
  ["!dir/", "file", false, true],
  ["dir/", "dir", false, false],
  ["dir/", "dir", true, true],
  ["a[b-d].x", "ac.x", false, true],
  ["a[^b].x", "ab.x", false, false],
  ["a?c", "a/c", false, false],
  ["\\*x", "*x", false, true],
  ["a.c", "abc", false, false],
  ["a-*.b*", "a-x.c.bd", false, true],
  ["x/*/y", "x/a/y", false, true],
  ["x/*/y", "x/a/b/y", false, false],
  ["*", "", false, true],
  ["*a".repeat(60), "a".repeat(200) + "b", false, false],
])("pattern %s and %s", (pattern, path, isDirectory, ignored) => {
  expect(parseHelmIgnore(`${pattern}\n`)(path, isDirectory)).toBe(ignored);
});

test.each(["**/x", "[z-a]"])("refuses the pattern %s", async (pattern) => {
  await write({ ".helmignore": pattern });
  await expect(readChartDirectory(chart)).rejects.toThrow(refusal("CHART_DIRECTORY_INVALID"));
});

test("follows links inside of the folder", async () => {
  await write({ "shared/a.tpl": "x" });
  await mkdir(join(chart, "templates"));
  await symlink("../shared/a.tpl", join(chart, "templates/_a.tpl"));
  await symlink("shared", join(chart, "again"));
  const { files } = await readChartDirectory(chart);
  expect([files.get("templates/_a.tpl")?.toString(), files.get("again/a.tpl")?.toString()]).toStrictEqual(["x", "x"]);
});

test.each([
  ["a file outside", "../secret"],
  ["an absolute path", "/etc/hostname"],
  ["a folder beside with the same start of its name", "../web-2"],
  ["its own folder", "."],
  ["the folder above", ".."],
  ["nowhere", "missing"],
])("refuses a link to %s", async (_, target) => {
  await mkdir(join(parent, "web-2"));
  await writeFile(join(parent, "secret"), "s");
  await symlink(target, join(chart, "link"));
  await expect(readChartDirectory(chart)).rejects.toThrow(refusal("CHART_DIRECTORY_UNSAFE"));
});

test("refuses a pipe without waiting for it", async () => {
  execFileSync("mkfifo", [join(chart, "pipe")]);
  await expect(readChartDirectory(chart)).rejects.toThrow(refusal("CHART_DIRECTORY_UNSAFE"));
});

test.each([
  ["files", { files: 1 }],
  ["a file", { fileBytes: 4 }],
  ["all files", { unpackedBytes: 20 }],
])("limits %s", async (_, limits) => {
  await expect(readChartDirectory(chart, limits)).rejects.toThrow(refusal("CHART_ARCHIVE_TOO_LARGE"));
});

test.each(["missing", "web/values.yaml", "empty"])("%s is no chart", async (path) => {
  await mkdir(join(parent, "empty"));
  await expect(readChartDirectory(join(parent, path))).rejects.toThrow(refusal("CHART_DIRECTORY_INVALID"));
});
