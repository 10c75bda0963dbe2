import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { defaultMirrors } from "@helmwright/charts";
import { packPackage, publicPackages, withDependencies } from "@helmwright/check-packages";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";

// What a team gets that installs one package: plain npm, outside of any workspace, strict TypeScript.
const root = resolve(import.meta.dirname, "..");
const subject = "@helmwright/networking";
let project = "";

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "helmwright-user-"));
  await execa("pnpm", ["exec", "nx", "run-many", "-t", "build", "-p", subject], { cwd: root, env: { NX_DAEMON: "false" } });
  const packages = withDependencies([subject], await publicPackages(root));
  const tarballs = await Promise.all(
    packages.map(async ({ name, directory }) => [name, `file:${await packPackage(directory, project)}`] as const),
  );
  const { devDependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { devDependencies: Record<string, string> };
  const manifest = {
    name: "user",
    private: true,
    type: "module",
    dependencies: { [subject]: Object.fromEntries(tarballs)[subject] },
    devDependencies: { typescript: devDependencies["typescript"], "@types/node": "^24.0.0" },
    // Nothing of ours is taken from a registry.
    overrides: Object.fromEntries(tarballs.filter(([name]) => name !== subject)),
  };
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, module: "nodenext", target: "es2024", types: ["node"] };
  await writeFile(join(project, "package.json"), JSON.stringify(manifest, undefined, 2));
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  await cp(join(import.meta.dirname, "packed-package"), project, { recursive: true });
  await execa("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: project });
});

afterAll(() => rm(project, { recursive: true, force: true }));

test("a strict program compiles, declarations of all packages included", async () => {
  const { all } = await execa("node_modules/.bin/tsc", [], { cwd: project, all: true, reject: false });
  expect(all).toBe("");
});

test("describing components loads no engine, no Helm and no Kubernetes client", async () => {
  const { stdout, stderr } = await runProgram("describe.js");
  expect(stdout).toBe("host www.example.org");
  expect(JSON.parse(stderr)).toEqual(["@cfworker/json-schema", "@helmwright/core", subject, "@helmwright/sdk", "leven", "zod"].toSorted());
});

test("render loads the engine and gives manifests", async () => {
  const { stdout, stderr } = await runProgram("render.js", { HELMWRIGHT_CHART_MIRRORS: defaultMirrors({ start: root }).join(":") });
  expect(JSON.parse(stderr)).toEqual(expect.arrayContaining(["@helmwright/engine", "@helmwright/helm", "execa"]));
  expect(stdout).toContain("kind: DaemonSet");
  expect(stdout).toContain("kind: IPAddressPool");
});

async function runProgram(
  program: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return execa(process.execPath, ["--import", "./loaded-packages.mjs", program], { cwd: project, env });
}
