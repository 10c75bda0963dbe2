import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { defaultMirrors } from "@helmwright/charts";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// A throwaway component in a copy of the repository: what the generator writes must pass every check as it stands.
const root = resolve(import.meta.dirname, "..");
const bin = "node_modules/.bin";
let copy = "";

async function run(command: string, ...args: readonly string[]): Promise<{ readonly exitCode?: number; readonly all: string }> {
  const env = {
    HELMWRIGHT_CHART_MIRRORS: defaultMirrors({ start: root }).join(":"),
    CI: "",
    NO_COLOR: "1",
    PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
  };
  return execa(command, args, { cwd: copy, all: true, reject: false, env });
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "helmwright-copy-"));
  const { stdout } = await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  for (const file of stdout.split("\0").filter((one) => one !== "")) await cp(join(root, file), join(copy, file), { force: true });
  await execa("pnpm", ["install", "--frozen-lockfile", "--prefer-offline"], { cwd: copy, env: { CI: "1" } });
});

afterAll(() => rm(copy, { recursive: true, force: true }));

describe.each([
  [
    "with the usual values",
    "throwaway-approver",
    ["kubelet-csr-approver", "1.2.14", "--repository", "https://postfinance.github.io/kubelet-csr-approver"],
  ],
  ["without any of them", "throwaway-snapshots", ["snapshot-controller", "5.2.0", "--repository", "https://piraeus.io/helm-charts"]],
] as const)("%s", (_name, name, chart) => {
  const folder = `packages/node-bootstrap/src/${name}`;

  test("is written", async () => {
    const { exitCode, all } = await run("node", "tools/new-component/src/bin.ts", `node-bootstrap/${name}`, ...chart);
    expect(all).toContain(`wrote ${folder}/options.ts`);
    expect(exitCode).toBe(0);
  });

  test("renders, and the first run writes down what", async () => {
    const { exitCode, all } = await run(`${bin}/vitest`, "run", folder);
    expect(all).toMatch(/Snapshots +1 written/);
    expect(exitCode).toBe(0);
  });

  test.each([
    ["types", ["tsc", "--noEmit", "-p", "packages/node-bootstrap"]],
    ["lint", ["oxlint", "--type-aware", "--deny-warnings", "packages/node-bootstrap"]],
    ["format", ["oxfmt", "--check", "packages/node-bootstrap/package.json", "packages/node-bootstrap/src"]],
    ["layers", ["depcruise", "--config", ".dependency-cruiser.mjs", "packages/node-bootstrap"]],
    ["its own tests, once more", ["vitest", "run", folder]],
  ] as const)("%s", async (_check, [command, ...args]) => {
    const { exitCode, all } = await run(`${bin}/${command}`, ...args);
    expect({ exitCode, all: exitCode === 0 ? "" : all }).toEqual({ exitCode: 0, all: "" });
  });
});
