import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const folders = [
  ...["core", "plan", "helm", "kube", "sandbox", "charts", "chart-types", "engine", "sdk", "cli", "testing"].map(
    (name) => `packages/${name}`,
  ),
  ...["backup", "identity", "networking", "node-bootstrap", "observability", "secrets", "service-mesh", "storage"].map(
    (name) => `packages/${name}`,
  ),
  "apps/platform",
  "tools/scaffold",
];

/** Rule, the file that breaks it, its text, and where the forbidden import leads. */
const planted: readonly (readonly [rule: string, file: string, text: string, to: string])[] = [
  ["layer-core", "packages/core/src/a.ts", 'import "@helmwright/plan";', "packages/plan/src/index.ts"],
  ["layer-plan", "packages/plan/src/a.ts", 'import type { X } from "@helmwright/kube";', "packages/kube/src/index.ts"],
  ["layer-helm", "packages/helm/src/a.ts", 'import "@helmwright/charts";', "packages/charts/src/index.ts"],
  ["layer-kube", "packages/kube/src/a.ts", 'import "@helmwright/helm";', "packages/helm/src/index.ts"],
  ["layer-sandbox", "packages/sandbox/src/a.ts", 'import "@helmwright/kube";', "packages/kube/src/index.ts"],
  ["layer-charts", "packages/charts/src/a.ts", 'import "@helmwright/sandbox";', "packages/sandbox/src/index.ts"],
  ["layer-chart-types", "packages/chart-types/src/a.ts", 'import "@helmwright/sandbox";', "packages/sandbox/src/index.ts"],
  ["layer-engine", "packages/engine/src/a.ts", 'import "@helmwright/networking";', "packages/networking/src/index.ts"],
  ["layer-sdk", "packages/sdk/src/a.ts", 'await import("@helmwright/helm");', "packages/helm/src/index.ts"],
  ["layer-cli", "packages/cli/src/a.ts", 'import "@helmwright/storage";', "packages/storage/src/index.ts"],
  ["layer-testing", "packages/testing/src/a.ts", 'import "@helmwright/engine";', "packages/engine/src/index.ts"],
  ["layer-backup", "packages/backup/src/a.ts", 'import "@helmwright/storage";', "packages/storage/src/index.ts"],
  ["layer-identity", "packages/identity/src/a.ts", 'import "@helmwright/core";', "packages/core/src/index.ts"],
  ["layer-networking", "packages/networking/src/a.ts", 'import "@helmwright/engine";', "packages/engine/src/index.ts"],
  ["layer-node-bootstrap", "packages/node-bootstrap/src/a.ts", 'import "@helmwright/storage";', "packages/storage/src/index.ts"],
  ["layer-observability", "packages/observability/src/a.ts", 'import "@helmwright/identity";', "packages/identity/src/index.ts"],
  ["layer-secrets", "packages/secrets/src/a.ts", 'import "@helmwright/kube";', "packages/kube/src/index.ts"],
  ["layer-service-mesh", "packages/service-mesh/src/a.ts", 'import "@helmwright/networking";', "packages/networking/src/index.ts"],
  ["layer-storage", "packages/storage/src/a.ts", 'import type { X } from "@helmwright/backup";', "packages/backup/src/index.ts"],
  ["charts-only-the-yaml-of-helm", "packages/charts/src/b.ts", 'import "@helmwright/helm";', "packages/helm/src/index.ts"],
  ["engine-adapters-in-their-place", "packages/engine/src/deploy.ts", 'import "@helmwright/helm";', "packages/helm/src/index.ts"],
  ["engine-kube-in-its-place", "packages/engine/src/deploy.ts", 'import "@helmwright/kube";', "packages/kube/src/index.ts"],
  ["sdk-loads-the-engine-lazily", "packages/sdk/src/b.ts", 'import { x } from "@helmwright/engine";', "packages/engine/src/index.ts"],
  ["concerns-are-data", "packages/storage/src/b.ts", 'import "node:fs";', "fs"],
  ["concerns-are-data", "packages/storage/src/c.ts", 'import "vendor";', "node_modules/vendor/index.js"],
  ["pure-packages-do-no-io", "packages/core/src/c.ts", 'import "node:fs";', "fs"],
  ["apps-use-concerns-sdk-and-cli", "apps/platform/a.ts", 'import "@helmwright/engine";', "packages/engine/src/index.ts"],
  [
    "cli-loads-chart-types-lazily",
    "packages/cli/src/g.ts",
    'import { x } from "@helmwright/chart-types";',
    "packages/chart-types/src/index.ts",
  ],
  ["cli-is-for-apps", "packages/sandbox/src/b.ts", 'import "@helmwright/cli";', "packages/cli/src/index.ts"],
  ["testing-is-for-tests", "packages/networking/src/b.ts", 'import "@helmwright/testing";', "packages/testing/src/index.ts"],
  ["apps-are-the-top", "tools/scaffold/a.ts", 'import "../../apps/platform/index.ts";', "apps/platform/index.ts"],
  ["tools-are-private", "apps/platform/b.ts", 'import "../../tools/scaffold/index.ts";', "tools/scaffold/index.ts"],
  ["no-inside-of-another-package", "apps/platform/b.ts", 'import "../../tools/scaffold/index.ts";', "tools/scaffold/index.ts"],
  ["no-inside-of-another-package", "packages/plan/src/b.ts", 'import "../../core/src/index.ts";', "packages/core/src/index.ts"],
  ["no-inside-of-another-package", "tools/scaffold/a.ts", 'import "../../apps/platform/index.ts";', "apps/platform/index.ts"],
  ["no-cycle", "packages/kube/src/b.ts", 'import "./c.ts";', "packages/kube/src/c.ts"],
  ["no-unresolvable", "packages/cli/src/b.ts", 'import "@helmwright/nowhere";', "@helmwright/nowhere"],
  ["no-undeclared-dependency", "packages/cli/src/c.ts", 'import "undeclared";', "node_modules/undeclared/index.js"],
  ["no-undeclared-dependency", "packages/cli/src/d.ts", 'import "vitest";', "node_modules/vitest/index.js"],
  ["no-undeclared-dependency-in-tests", "packages/cli/src/e.test.ts", 'import "undeclared";', "node_modules/undeclared/index.js"],
  ["no-dev-dependency-in-source", "packages/cli/src/f.ts", 'import "devtool";', "node_modules/devtool/index.js"],
];

/** What looks like a violation and is none. */
const allowed: Readonly<Record<string, string>> = {
  "packages/kube/src/c.ts": 'import "./b.ts";',
  "packages/charts/src/ok.ts": 'import "@helmwright/helm/yaml";',
  "packages/engine/src/adapters/ok.ts": 'import "@helmwright/helm";',
  "packages/engine/src/run.ts": 'import "@helmwright/kube";',
  "packages/sdk/src/ok.ts": 'import type { X } from "@helmwright/engine";\nexport const load = () => import("@helmwright/engine");',
  "packages/cli/src/ok.ts":
    'import type { X } from "@helmwright/chart-types";\nexport const load = () => import("@helmwright/chart-types");',
  "packages/storage/src/ok.ts": 'import "@helmwright/sdk";\nimport "zod";',
  "packages/storage/src/ok.test.ts": 'import "@helmwright/testing";\nimport "vitest";\nimport "devtool";\nimport "node:fs";',
  "packages/kube/src/now.ts": 'export const later = () => import("./later.ts");',
  "packages/kube/src/later.ts": 'import "./now.ts";',
  "packages/kube/src/type-one.ts": 'import type { Two } from "./type-two.ts";\nexport interface One { two: Two }',
  "packages/kube/src/type-two.ts": 'import type { One } from "./type-one.ts";\nexport interface Two { one: One }',
  "apps/platform/ok.ts": 'import "@helmwright/cli";\nimport "@helmwright/sdk";\nimport "@helmwright/storage";',
};

test("every rule finds what is planted for it, by rule and path, and nothing else", { timeout: 60_000 }, async () => {
  const { violations, modules } = await cruise({ ...Object.fromEntries(merged()), ...allowed });
  expect(violations).toEqual(planted.map(([rule, file, , to]) => `${rule}: ${file} -> ${to}`).toSorted());
  expect(modules).toBeGreaterThan(folders.length + planted.length);
});

test("every rule has something planted", async () => {
  const config = (await import(join(root, ".dependency-cruiser.mjs"))) as { default: { forbidden: readonly { name: string }[] } };
  expect(config.default.forbidden.map(({ name }) => name).toSorted()).toEqual([...new Set(planted.map(([rule]) => rule))].toSorted());
});

test("the repository breaks none, and is seen as a whole", { timeout: 60_000 }, async () => {
  const { violations, modules } = await runCruiser(root, ["packages", "apps", "tools", "test"]);
  expect(violations).toEqual([]);
  expect(modules).toBeGreaterThan(300);
});

/** One file can break several rules. */
function merged(): readonly (readonly [file: string, text: string])[] {
  return Object.entries(Object.groupBy(planted, ([, file]) => file)).map(([file, rows = []]) => [
    file,
    [...new Set(rows.map(([, , text]) => text))].join("\n"),
  ]);
}

async function cruise(files: Readonly<Record<string, string>>): Promise<Found> {
  const workspace = await mkdtemp(join(tmpdir(), "helmwright-layers-"));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  };
  for (const folder of folders) {
    const name = `@helmwright/${folder.split("/")[1]}`;
    const index = folder.startsWith("packages/") ? "src/index.ts" : "index.ts";
    const exports = folder === "packages/helm" ? { ".": `./${index}`, "./yaml": "./src/kubernetes-yaml.ts" } : { ".": `./${index}` };
    const dependencies = { vendor: "1", zod: "1" };
    await write(
      `${folder}/package.json`,
      JSON.stringify({ name, type: "module", exports, dependencies, devDependencies: { devtool: "1" } }),
    );
    await write(`${folder}/${index}`, "export interface X {}\nexport const x = 1;\n");
    await mkdir(join(workspace, "node_modules/@helmwright"), { recursive: true });
    await symlink(join(workspace, folder), join(workspace, "node_modules", name));
  }
  await write("packages/helm/src/kubernetes-yaml.ts", "export const yaml = 1;\n");
  for (const name of ["devtool", "undeclared", "vendor", "vitest", "zod"]) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }));
    await write(`node_modules/${name}/index.js`, "");
  }
  for (const [path, text] of Object.entries(files)) await write(path, `${text}\n`);
  return runCruiser(workspace, ["packages", "apps", "tools"]);
}

interface Found {
  /** `rule: from -> to`, sorted. */
  readonly violations: readonly string[];
  readonly modules: number;
}

interface Report {
  readonly modules: readonly unknown[];
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
  };
}

async function runCruiser(cwd: string, paths: readonly string[]): Promise<Found> {
  const config = join(root, ".dependency-cruiser.mjs");
  const args = ["--config", config, "--output-type", "json", ...paths];
  const { stdout } = await execa(join(root, "node_modules/.bin/depcruise"), args, { cwd, reject: false });
  const { modules, summary } = JSON.parse(stdout) as Report;
  return {
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).toSorted(),
    modules: modules.length,
  };
}
