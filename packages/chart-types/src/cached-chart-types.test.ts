import { mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { treeDigest } from "@helmwright/charts";
import { afterEach, beforeEach, expect, test } from "vitest";

import { makeTree } from "../test/make-tree.ts";
import { deserialiseTypes, serialiseTypes } from "./cache/serialise-types.ts";
import { openTypesCache } from "./cache/types-cache.ts";
import { cachedChartTypes } from "./cached-chart-types.ts";
import { chartTypes } from "./chart-types.ts";
import { generatorVersion } from "./generator-version.ts";

const tree = makeTree({
  "values.yaml": "replicas: 1 # how many\nlist: [{a: 1}]\nlabels: {}\nnone: null\n",
  "templates/deployment.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x, labels: {{ toJson .Values.labels }}}\nspec: {replicas: {{ .Values.replicas }}}\n",
});
const generator = (await generatorVersion()) ?? "";
let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmwright-types-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const entry = (): string => join(directory, generator, `${treeDigest(tree).replace("sha256:", "")}.json.gz`);

test("the code has a name", () => {
  expect(generator).toMatch(/^[0-9a-f]{16}$/u);
});

test("types come out of JSON as they went in", () => {
  const types = chartTypes(tree);
  expect(deserialiseTypes(JSON.parse(JSON.stringify(serialiseTypes(types))) as ReturnType<typeof serialiseTypes>)).toEqual(types);
});

test("a second time the types are read", async () => {
  const first = await cachedChartTypes(tree, { directory });
  expect(first.types).toEqual(chartTypes(tree));
  const cache = openTypesCache(directory, generator);
  const { types } = (await cache.read(treeDigest(tree))) as { types: ReturnType<typeof serialiseTypes> };
  // What is read is what was written, not what would be made.
  await cache.write(treeDigest(tree), { types, schema: { title: "from the cache" } });
  expect(await cachedChartTypes(tree, { directory })).toEqual({ types: first.types, schema: { title: "from the cache" } });
  expect(await readdir(join(directory, generator))).toHaveLength(1);
});

test.each<[string, (file: string) => Promise<void>]>([
  ["cut off", (file) => truncate(file, 40)],
  ["other bytes", (file) => writeFile(file, "{}")],
  [
    "a changed byte",
    async (file) => {
      const content = await readFile(file);
      content[content.length - 6] = (content.at(-6) ?? 0) ^ 1;
      await writeFile(file, content);
    },
  ],
])("a damaged entry is made again: %s", async (_, damage) => {
  const made = await cachedChartTypes(tree, { directory });
  const before = await readFile(entry());
  await damage(entry());
  expect(await cachedChartTypes(tree, { directory })).toEqual(made);
  expect(await readFile(entry())).toEqual(before);
});

test("an entry of another chart, or of another shape, is not taken", async () => {
  const made = await cachedChartTypes(tree, { directory });
  const cache = openTypesCache(directory, generator);
  for (const content of [
    null,
    3,
    { types: { chart: {}, nodes: [] }, schema: {} },
    { types: { ...serialiseTypes(made.types), nodes: [] }, schema: {} },
  ]) {
    await cache.write(treeDigest(tree), content);
    expect(await cachedChartTypes(tree, { directory })).toEqual(made);
  }
});

test("a cache that can't be written to is no error", async () => {
  await writeFile(join(directory, "file"), "");
  const { types } = await cachedChartTypes(tree, { directory: join(directory, "file") });
  expect(types).toEqual(chartTypes(tree));
});

test("what older generators made goes after a while", async () => {
  const old = join(directory, "0123456789abcdef");
  const recent = join(directory, "fedcba9876543210");
  const other = join(directory, "mine");
  for (const folder of [old, recent, other]) await mkdir(folder);
  const long = new Date(Date.now() - 15 * 24 * 60 * 60 * 1000);
  for (const folder of [old, other]) await utimes(folder, long, long);
  await cachedChartTypes(tree, { directory });
  expect((await readdir(directory)).toSorted()).toEqual([generator, "fedcba9876543210", "mine"].toSorted());
});
