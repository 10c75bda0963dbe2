import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { componentFiles } from "./component-files.ts";
import { componentNames } from "./component-names.ts";
import { newComponent } from "./new-component.ts";
import { readArguments } from "./read-arguments.ts";
import { registerComponent } from "./register-component.ts";
import { usualValues } from "./usual-values.ts";

const pin = { repository: "https://charts.example.org", name: "web", version: "1.2.3", digest: "sha256:0" };

async function workspace(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "helmwright-new-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, "packages/storage/src/taken"), { recursive: true });
  const manifest = { name: "@helmwright/storage", exports: { ".": "./src/index.ts" }, publishConfig: { access: "public", exports: {} } };
  await writeFile(
    join(root, "packages/storage/package.json"),
    JSON.stringify({ ...manifest, dependencies: { "@helmwright/sdk": "workspace:^" } }),
  );
  await writeFile(join(root, "packages/storage/src/index.ts"), 'export { a } from "./a/index.ts";\n');
  await mkdir(join(root, "packages/core"));
  await writeFile(join(root, "packages/core/package.json"), "{}");
  return root;
}

test("arguments", () => {
  expect(readArguments(["storage/snapshot-controller", "snapshot-controller", "5.2.0", "--repository", "https://x.example.org"])).toEqual({
    concern: "storage",
    name: "snapshot-controller",
    chart: "snapshot-controller",
    version: "5.2.0",
    repository: "https://x.example.org",
  });
  expect(readArguments(["--help"])).toBeUndefined();
});

test.each<[string, readonly string[], string]>([
  ["no concern", ["web", "web"], 'read the arguments: "web" is not <concern>/<name>'],
  ["a name that is no folder", ["storage/Web", "web"], 'read the arguments: "storage/Web" is not <concern>/<name>'],
  ["no chart", ["storage/web"], "read the arguments: there is no chart"],
  ["too much", ["storage/web", "web", "1", "2"], "read the arguments: 2 is too much"],
  ["an unknown option", ["storage/web", "web", "--repo", "x"], "read the arguments: Unknown option '--repo'"],
])("refused: %s", (_name, args, message) => {
  expect(() => readArguments(args)).toThrow(
    expect.objectContaining({ code: "USAGE", message: expect.stringContaining(message) as string }) as Error,
  );
});

test.each([
  [{ concern: "core" }, "CONCERN_UNKNOWN", "Choose one of storage."],
  [{ name: "taken" }, "COMPONENT_EXISTS", "Choose another name, or remove the folder first."],
  [{ repository: undefined }, "REPOSITORY_UNKNOWN", "Check the chart's name, or say --repository https://…."],
  [{ repository: "MIRROR" }, "CHART_VERSION_UNKNOWN", "Choose one of these versions, or check the chart's name and --repository."],
])("nothing is written when something is wrong: %o", async (wrong, code, hint) => {
  const root = await workspace();
  const mirror = await mkdtemp(join(tmpdir(), "helmwright-mirror-"));
  onTestFinished(() => rm(mirror, { recursive: true, force: true }));
  await writeFile(join(mirror, "index.yaml"), "entries: {other: [{version: 1.0.0, urls: [other-1.0.0.tgz]}]}");
  const wanted = { concern: "storage", name: "web", chart: "web", version: undefined, repository: "https://charts.example.org", ...wrong };
  const repository = wanted.repository === "MIRROR" ? mirror : wanted.repository;
  const before = await readdir(root, { recursive: true });
  await expect(newComponent({ ...wanted, repository, root, mirrors: [mirror] })).rejects.toMatchObject({ code, hint });
  expect(await readdir(root, { recursive: true })).toEqual(before);
});

test("a component is exported by name and by subpath, and a changeset says so", async () => {
  const root = await workspace();
  await registerComponent({ root, concern: "storage", names: componentNames("snapshot-controller") });
  const manifest = JSON.parse(await readFile(join(root, "packages/storage/package.json"), "utf8")) as object;
  expect(manifest).toMatchObject({
    exports: { ".": "./src/index.ts", "./snapshot-controller": "./src/snapshot-controller/index.ts" },
    publishConfig: {
      access: "public",
      exports: {
        "./snapshot-controller": { types: "./dist/snapshot-controller/index.d.ts", default: "./dist/snapshot-controller/index.js" },
      },
    },
  });
  expect(await readFile(join(root, "packages/storage/src/index.ts"), "utf8")).toBe(`export { a } from "./a/index.ts";
export { snapshotController } from "./snapshot-controller/index.ts";
export type { SnapshotController, SnapshotControllerChartValues, SnapshotControllerOptions } from "./snapshot-controller/index.ts";
`);
  expect(await readFile(join(root, ".changeset/storage-snapshot-controller.md"), "utf8")).toContain('"@helmwright/storage": minor');
});

test("options are made of the usual values that the chart has", () => {
  const generated = { files: { "values.ts": "// types", "values-schema.ts": "// schema" }, open: false };
  const draft = { concern: "storage", names: componentNames("web"), pin, generated };
  const filesOf = (keys: readonly string[]): Readonly<Record<string, string>> => componentFiles({ ...draft, values: usualValues(keys) });
  expect(filesOf(["replicaCount", "image"])["options.ts"]).toContain("readonly replicas?: number | undefined;");
  expect(filesOf(["replicaCount", "image"])["options.ts"]).not.toContain("resources");
  expect(filesOf(["replicas", "resources"])["values.ts"]).toContain("replicas: options.replicas ??");
  expect(filesOf(["replicas", "replicaCount"])["values.ts"]).not.toContain("replicas: options");
  expect(filesOf([])["values.ts"]).toContain("export function webValues(): WebChartValues");
  expect(filesOf([])["gen/values.ts"]).toBe("// types");
  expect(filesOf([])["options.ts"]).toContain("export type WebOptions = Readonly<Record<never, never>>;");
  expect(Object.keys(filesOf([]))).toEqual([
    "index.ts",
    "chart.ts",
    "options.ts",
    "values.ts",
    "gen/values.ts",
    "gen/values-schema.ts",
    "web.test.ts",
    "web.sandbox.test.ts",
    "README.md",
  ]);
});
