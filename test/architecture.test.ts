import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Manifest {
  readonly description: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function folders(): Promise<readonly string[]> {
  const of = async (parent: string): Promise<readonly string[]> =>
    (await readdir(join(root, parent), { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => `${parent}/${name}`);
  return [...(await of("packages")), ...(await of("apps")), ...(await of("tools")), "test"];
}

async function rowOf(folder: string): Promise<string> {
  const { description, dependencies = {} } = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as Manifest;
  const own = Object.keys(dependencies).filter((name) => name.startsWith("@helmwright/"));
  const imports = own.map((name) => name.replace("@helmwright/", "")).toSorted();
  return `\`${folder}\` | ${description} | ${imports.join(", ") || "nothing"}`;
}

test("the map is the tree: every package, its description and its imports", async () => {
  const text = await readFile(join(root, "docs/architecture.md"), "utf8");
  const rows = text.split("\n").filter((line) => /^\| `(packages|apps|tools|test)\b/.test(line));
  const map = rows.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
      .join(" | "),
  );
  expect(map.toSorted()).toEqual((await Promise.all((await folders()).map(rowOf))).toSorted());
});
