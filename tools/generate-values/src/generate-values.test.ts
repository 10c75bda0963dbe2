import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

import { defaultMirrors } from "@helmwright/charts";
import { expect, onTestFinished, test } from "vitest";

import { generateValues } from "./generate-values.ts";

const root = resolve(import.meta.dirname, "../../..");
const storage = join(root, "packages/storage/src");
const mirrors = defaultMirrors({ start: root });
if (mirrors.length === 0) process.stdout.write("gen/ of the components is NOT compared with their charts: there is no chart mirror\n");

test.skipIf(mirrors.length === 0)("gen/ of every component is what its chart gives", { timeout: 120_000 }, async () => {
  const stale = await generateValues([join(root, "packages")], { check: true });
  expect(
    stale.map((path) => relative(root, path)),
    "run `pnpm generate`",
  ).toEqual([]);
});

test.skipIf(mirrors.length === 0)("what is stale is named, and written", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "helmwright-generate-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const component = join(folder, "packages/storage/src/local-path");
  const gen = join(component, "gen");
  await mkdir(gen, { recursive: true });
  const pin = await readFile(join(storage, "local-path/chart.ts"), "utf8");
  await writeFile(join(component, "chart.ts"), pin.replace(/^import type .*$/m, "").replace(": ChartPin", ""));
  await cp(join(storage, "local-path/gen/values.ts"), join(gen, "values.ts"));
  await writeFile(join(gen, "left-over.ts"), "");
  const stale = [join(gen, "values-schema.ts"), join(gen, "left-over.ts")];
  expect(await generateValues([folder], { check: true })).toEqual(stale);
  expect(await readdir(gen)).toEqual(["left-over.ts", "values.ts"]);
  expect(await generateValues([folder])).toEqual(stale);
  expect(await readdir(gen)).toEqual(["values-schema.ts", "values.ts"]);
  expect(await generateValues([folder], { check: true })).toEqual([]);
});
