import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { PlanDocument, RunReport } from "@helmwright/core";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";

import { helmwright as run, startHelmwright, testDirectory } from "../test/run-binary.ts";
import type { Ended } from "../test/run-binary.ts";

const env = { HELMWRIGHT_SANDBOX: `test-cli-${randomBytes(4).toString("hex")}`, HELMWRIGHT_PLATFORM_FILE: "deployed.platform.ts" };
const lockFile = join(testDirectory, "deployed.platform.lock.json");
const helmwright = (...args: readonly string[]): Promise<Ended> => run(args, { env });
const lastLine = (text: string): string => (text.split("\n").at(-1) ?? "").replace(/[\d.]+ (ms|s)\b/g, "N s");
let scratch = "";

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "helmwright-cli-"));
  await rm(lockFile, { force: true });
});
afterAll(async () => {
  await helmwright("sandbox", "down");
  await rm(lockFile, { force: true });
  await rm(scratch, { recursive: true, force: true });
});

async function changed(
  ...args: readonly string[]
): Promise<{ readonly exitCode: number | undefined; readonly changes: readonly string[] }> {
  const { exitCode, stdout } = await helmwright("plan", "--detailed-exitcode", "--json", ...args);
  const { steps } = JSON.parse(stdout) as PlanDocument;
  return { exitCode, changes: steps.flatMap(({ action, id }) => (action === "none" ? [] : [`${action} ${id}`])) };
}

test("the first plan starts the sandbox and writes nothing", async () => {
  expect(await helmwright("status")).toMatchObject({ exitCode: 1 });
  const { exitCode, stdout, stderr } = await helmwright("plan");
  expect({ exitCode, last: lastLine(stdout) }).toStrictEqual({ exitCode: 0, last: "Plan: 5 to install." });
  expect(stderr).toContain("sandbox: starting Kubernetes v");
  await expect(readFile(lockFile)).rejects.toThrow("ENOENT");
});

test("the first deploy writes an identity and says so; the second one has nothing to do", async () => {
  const first = await helmwright("deploy");
  expect(first.stderr).toMatch(
    /deployed\.platform\.lock\.json: identity [0-9a-f-]{36}, 1 chart added \(metallb 0\.\d+\.\d+\); commit it with the platform/,
  );
  expect(first.stderr).toContain("board: installing release notes/notes");
  expect({ exitCode: first.exitCode, stdout: first.stdout.replace(/[\d.]+ (ms|s)\b/g, "N s") }).toStrictEqual({
    exitCode: 0,
    stdout: [
      "done: small in dev: 2 created, 3 installed in N s",
      "In a sandbox nodes and pods are simulated: containers do not run. `sandbox env` points a shell at it.",
    ].join("\n"),
  });
  expect(JSON.parse(await readFile(lockFile, "utf8"))).toMatchObject({ version: 1, charts: [{ name: "metallb" }] });
  const second = await helmwright("deploy");
  expect({ exitCode: second.exitCode, last: lastLine(second.stdout) }).toStrictEqual({
    exitCode: 0,
    last: "no changes: small in dev is as wanted (5 steps checked in N s)",
  });
  expect(await changed()).toStrictEqual({ exitCode: 0, changes: [] });
});

test("a plan names exactly what is other, a saved one is applied, and once only", async () => {
  const file = join(scratch, "plan.json");
  expect(await changed("--env", "edited", "--out", file)).toStrictEqual({ exitCode: 3, changes: ["upgrade release notes/notes"] });
  const diff = await helmwright("diff", "--env", "edited");
  expect(diff.stdout.split("\n").filter((line) => /^[+-]/.test(line))).toStrictEqual(["-  text: first", "+  text: second"]);
  const applied = await helmwright("deploy", "--plan", file, "--json");
  const report = JSON.parse(applied.stdout) as RunReport;
  expect({
    exitCode: applied.exitCode,
    environment: report.environment,
    done: report.results.flatMap(({ outcome, step }) => (outcome === "done" ? [step] : [])),
  }).toStrictEqual({
    exitCode: 0,
    environment: "edited",
    done: ["release notes/notes"],
  });
  const stale = await helmwright("deploy", "--plan", file, "--json");
  expect({ exitCode: stale.exitCode, said: JSON.parse(stale.stdout) as unknown }).toMatchObject({
    exitCode: 1,
    said: { error: { code: "PLAN_STALE" } },
  });
  await writeFile(file, "{}");
  expect(await helmwright("deploy", "--plan", file)).toMatchObject({ exitCode: 2, stdout: "" });
});

test("a protected environment is deployed with --yes", async () => {
  expect(await helmwright("deploy", "--env", "guarded")).toMatchObject({ exitCode: 2, stdout: "" });
  const { exitCode, stdout } = await helmwright("deploy", "--env", "guarded", "--yes");
  expect({ exitCode, first: stdout.split("\n")[0]?.replace(/[\d.]+ (ms|s)\b/g, "N s") }).toStrictEqual({
    exitCode: 0,
    first: "done: small in guarded: 1 upgraded, 4 unchanged in N s",
  });
});

test("status, and a shell that was pointed at the sandbox", async () => {
  const { exitCode, stdout } = await helmwright("status", "--json");
  const status = JSON.parse(stdout) as { ready: boolean; releases: { release: string; status: string; revision: number }[] };
  expect({
    exitCode,
    ready: status.ready,
    releases: status.releases.map(({ release, status: word, revision }) => `${release} ${word} ${revision}`),
  }).toStrictEqual({
    exitCode: 0,
    ready: true,
    releases: ["metallb-system/metallb deployed 1", "metallb-system/metallb-resources deployed 1", "notes/notes deployed 3"],
  });
  const variables = await helmwright("sandbox", "env");
  expect(variables.stdout.split("\n").every((line) => /^export [A-Z]+='/.test(line))).toBe(true);
  const script = `eval "$1"; kubectl get configmap board -n notes -o 'jsonpath={.data.text}'; helm list -n notes --short`;
  const shell = await execa("sh", ["-c", script, "sh", variables.stdout]);
  expect(shell.stdout).toBe("firstnotes");
});

test("Ctrl-C stops in order and says what was reached; the next deploy goes on", async () => {
  expect(await helmwright("destroy", "--data")).toMatchObject({ exitCode: 0 });
  const deploying = startHelmwright(["deploy", "--json"], { env });
  deploying.stderr.on("data", (text: Buffer) => {
    if (text.includes("installing release metallb-system/metallb")) deploying.kill("SIGINT");
  });
  const { exitCode, stdout, stderr } = await deploying;
  const report = JSON.parse(stdout) as RunReport;
  const results = Object.fromEntries(report.results.map(({ step, outcome, failure }) => [step, failure?.code ?? outcome]));
  expect({ exitCode, outcome: report.outcome, results }).toMatchObject({
    exitCode: 130,
    outcome: "interrupted",
    results: {
      "namespace metallb-system": "done",
      "release metallb-system/metallb": "INTERRUPTED",
      "release metallb-system/metallb-resources": "not-started",
      "release notes/notes": "not-started",
    },
  });
  expect(stderr).toContain("stopping: what is running is ended in order; press Ctrl-C again to end at once");
  const again = await helmwright("deploy");
  expect(again.exitCode).toBe(0);
  expect(await changed()).toStrictEqual({ exitCode: 0, changes: [] });
});

test("destroy removes all of it, and then finds nothing", async () => {
  const { exitCode, stdout } = await helmwright("destroy", "--data", "--json");
  const report = JSON.parse(stdout) as RunReport;
  expect({ exitCode, outcome: report.outcome, removed: report.results.filter(({ action }) => action === "remove").length }).toStrictEqual({
    exitCode: 0,
    outcome: "done",
    removed: 5,
  });
  expect(await helmwright("destroy")).toMatchObject({ exitCode: 0, stdout: "no changes: nothing of small in dev is there to remove" });
  expect(await helmwright("status")).toMatchObject({ exitCode: 1 });
});
