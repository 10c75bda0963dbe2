import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";

import type { Cluster, Platform, RunReport } from "@helmwright/core";
import { connect } from "@helmwright/engine/connect";
import { connectCluster } from "@helmwright/kube";
import type { ClusterConnection } from "@helmwright/kube";
import { startTestSandbox } from "@helmwright/sandbox/testing";
import { snapshotCluster, snapshotDifferences } from "@helmwright/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

import small from "./small.platform.ts";

const id = "0f4b2c7e-5a55-4a53-9d52-6f8f8f1f0001";
const file = fileURLToPath(new URL("small.platform.ts", import.meta.url));
const child = fileURLToPath(new URL("deploy-child.ts", import.meta.url));

let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let cluster: ClusterConnection;
let whole: ReadonlyMap<string, string>;

beforeAll(async () => {
  process.env["UPSTREAM_SECRET"] = "upstream-secret-value";
  sandbox = await startTestSandbox({ name: "test-kill" });
  cluster = await connectCluster({ kubeconfig: sandbox.kubeconfig, context: sandbox.contextName });
  const report = await deploy();
  expect(report.outcome).toBe("done");
  whole = await snapshotCluster(cluster);
  expect((await destroy()).outcome).toBe("done");
});
afterAll(async () => {
  cluster?.close();
  await sandbox?.down();
});

async function connection(): ReturnType<typeof connect> {
  return connect(small as Platform, {
    environment: "dev",
    id,
    target: { kubeconfig: sandbox.kubeconfig, context: sandbox.contextName },
    prepare: ({ instances }) => sandbox.simulate(instances.flatMap(({ readiness }) => readiness)),
    timeout: 120_000,
  });
}
async function deploy(): Promise<RunReport> {
  const open = await connection();
  try {
    return await open.deploy();
  } finally {
    await open.close();
  }
}
async function destroy(): Promise<RunReport> {
  const open = await connection();
  try {
    return await open.destroy({ data: true });
  } finally {
    await open.close();
  }
}
function start(verb: "deploy" | "destroy"): ChildProcess {
  return spawn(process.execPath, [child, verb, file, sandbox.kubeconfig, sandbox.contextName, id], {
    detached: true,
    stdio: "ignore",
    env: process.env,
  });
}

const has = async (apiVersion: string, kind: string, namespace: string | undefined, name: string): Promise<boolean> =>
  (await cluster.get({ apiVersion, kind, namespace, name })) !== undefined;
const records = (status: string) => async (): Promise<boolean> =>
  (await cluster.listMetadata({ apiVersion: "v1", kind: "Secret" }, { labels: { owner: "helm", status } })).length > 0;
const states: readonly (readonly [string, "deploy" | "destroy", (on: Cluster) => Promise<boolean>])[] = [
  ["a pending record is written", "deploy", records("pending-install")],
  [
    "CRDs are applied",
    "deploy",
    () => has("apiextensions.k8s.io/v1", "CustomResourceDefinition", undefined, "nodefeatures.nfd.k8s-sigs.io"),
  ],
  ["a hook runs", "deploy", () => has("batch/v1", "Job", "ingress-nginx", "ingress-nginx-admission-create")],
  ["resources are applied", "deploy", () => has("apps/v1", "Deployment", "ingress-nginx", "ingress-nginx-controller")],
  ["a removal is under way", "destroy", async () => !(await has("apps/v1", "Deployment", "dex", "dex"))],
];

async function helmProcesses(): Promise<readonly string[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const environments = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")));
  return pids.filter((_pid, index) => environments[index]?.includes(`HELMWRIGHT_PLATFORM=${id}`));
}

test.each(
  states.flatMap(([state, verb, reached]) => [
    ["the process", state, verb, reached] as const,
    ["the whole group", state, verb, reached] as const,
  ]),
)("kill -9 of %s when %s: the next deploy converges", async (victim, _state, verb, reached) => {
  if (verb === "destroy") expect((await deploy()).outcome).toBe("done");
  const running = start(verb);
  const exited = new Promise((resolve) => void running.once("exit", resolve));
  const deadline = performance.now() + 60_000;
  while (!(await reached(cluster))) {
    if (performance.now() > deadline || running.exitCode !== null)
      throw new Error(`the state was never seen (exit code ${running.exitCode})`);
    await sleep(15);
  }
  process.kill(victim === "the process" ? (running.pid ?? 0) : -(running.pid ?? 0), "SIGKILL");
  await exited;

  const report = await deploy();
  expect(report.results.filter(({ outcome }) => outcome !== "done" && outcome !== "unchanged")).toEqual([]);
  expect(
    snapshotDifferences(whole, await snapshotCluster(cluster)).filter((line) => !/Secret .*(sh\.helm\.release|generated\.)/.test(line)),
  ).toEqual([]);
  expect(await helmProcesses()).toEqual([]);
  expect((await deploy()).outcome).toBe("unchanged");
  expect((await destroy()).outcome).toBe("done");
});
