import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { PlanDocument, RunReport } from "@helmwright/core";
import { connectCluster, readinessOf } from "@helmwright/kube";
import type { ClusterConnection } from "@helmwright/kube";
import { startTestSandbox } from "@helmwright/sandbox/testing";
import { snapshotCluster, snapshotDifferences } from "@helmwright/testing";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
let cluster: ClusterConnection;
let before: ReadonlyMap<string, string>;
let scratch: string;

// The platform of this repository, all eight concerns, by the command that users run.
beforeAll(async () => {
  sandbox = await startTestSandbox({ name: "test-platform" });
  cluster = await connectCluster({ kubeconfig: sandbox.kubeconfig, context: sandbox.contextName });
  scratch = await mkdtemp(join(tmpdir(), "helmwright-clone-"));
  before = await snapshotCluster(cluster);
});
afterAll(async () => {
  cluster?.close();
  await rm(scratch, { recursive: true, force: true });
  await sandbox?.down();
});

async function run<T>(
  checkout: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly exitCode: number | undefined; readonly json: T }> {
  const { exitCode, stdout } = await execa(
    process.execPath,
    [join(checkout, "packages/cli/src/bin.ts"), ...args, "--json", "--sandbox", "test-platform"],
    {
      cwd: checkout,
      env,
      reject: false,
      timeout: 240_000,
    },
  );
  return { exitCode, json: JSON.parse(stdout) as T };
}

const revisions = async (): Promise<readonly string[]> =>
  (await cluster.listMetadata({ apiVersion: "v1", kind: "Secret" }, { labels: { owner: "helm" } }))
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
    .toSorted();

test("it deploys, every release is deployed, all pods are ready, and what was configured is there", async () => {
  const { exitCode, json } = await run<RunReport>(root, ["deploy"]);
  expect({ exitCode, outcome: json.outcome, failed: json.results.filter(({ outcome }) => outcome !== "done") }).toEqual({
    exitCode: 0,
    outcome: "done",
    failed: [],
  });
  const records = await cluster.listMetadata({ apiVersion: "v1", kind: "Secret" }, { labels: { owner: "helm" } });
  expect(records.length).toBeGreaterThan(18);
  expect(records.filter(({ metadata }) => metadata.labels?.["status"] !== "deployed")).toEqual([]);
  const pods = await cluster.list({ apiVersion: "v1", kind: "Pod" });
  expect(pods.length).toBeGreaterThan(20);
  expect(pods.filter((pod) => !readinessOf(pod).ready).map(({ metadata }) => metadata.name)).toEqual([]);
  const wanted = [
    { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", name: "internal" },
    { apiVersion: "metallb.io/v1beta1", kind: "IPAddressPool", namespace: "metallb-system", name: "ingress" },
    { apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster", namespace: "cnpg-system", name: "main" },
    { apiVersion: "velero.io/v1", kind: "Schedule", namespace: "velero", name: "daily" },
    { apiVersion: "external-secrets.io/v1", kind: "ClusterSecretStore", name: "shared" },
    { apiVersion: "security.istio.io/v1", kind: "PeerAuthentication", namespace: "istio-system", name: "default" },
    { apiVersion: "monitoring.coreos.com/v1", kind: "Prometheus", namespace: "monitoring", name: "kube-prometheus-stack-prometheus" },
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", name: "storage-admin" },
    { apiVersion: "networking.k8s.io/v1", kind: "Ingress", namespace: "dex", name: "dex" },
  ];
  const missing = await Promise.all(wanted.map(async (id) => ((await cluster.get(id)) ? [] : [`${id.kind} ${id.name}`])));
  expect(missing.flat()).toEqual([]);
  const grafana = JSON.stringify(await cluster.list({ apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule" }));
  expect(grafana).toContain("{{ $labels.namespace }}/{{ $labels.name }} runs out within a week");
});

test("another clone with an empty cache changes nothing, and no revision is added", async () => {
  const was = await revisions();
  const clone = join(scratch, "clone");
  for (const part of ["packages", "apps", "package.json", "pnpm-workspace.yaml"])
    await cp(join(root, part), join(clone, part), { recursive: true, verbatimSymlinks: true });
  await symlink(join(root, "node_modules"), join(clone, "node_modules"));
  const { exitCode, json } = await run<RunReport>(clone, ["deploy"], { XDG_CACHE_HOME: join(scratch, "cache") });
  expect({ exitCode, outcome: json.outcome }).toEqual({ exitCode: 0, outcome: "unchanged" });
  expect(await revisions()).toEqual(was);
});

test("one option changed in platform.ts: the plan names exactly that", async () => {
  const file = join(root, "apps/platform/platform.changed.ts");
  const text = await readFile(join(root, "apps/platform/platform.ts"), "utf8");
  await writeFile(file, text.replace("retentionDays: 7", "retentionDays: 8"));
  await cp(join(root, "apps/platform/platform.lock.json"), join(root, "apps/platform/platform.changed.lock.json"));
  try {
    const { exitCode, json } = await run<PlanDocument>(root, ["plan", "--detailed-exitcode", "--platform", file]);
    const changed = json.steps.filter(({ action }) => action !== "none");
    expect({
      exitCode,
      changed: changed.map(({ id, action, values, objects }) => ({
        id,
        action,
        values,
        objects: objects.map(({ object, fields }) => ({ object, fields })),
      })),
    }).toEqual({
      exitCode: 3,
      changed: [
        {
          id: "release monitoring/kube-prometheus-stack",
          action: "upgrade",
          values: [{ path: "prometheus.prometheusSpec.retention", change: "changed" }],
          objects: [{ object: "Prometheus monitoring/kube-prometheus-stack-prometheus", fields: ["spec.retention"] }],
        },
      ],
    });
  } finally {
    await rm(file);
    await rm(join(root, "apps/platform/platform.changed.lock.json"));
  }
});

test("destroy --data leaves the cluster as it was, kept definitions aside, which are listed", async () => {
  const { exitCode, json } = await run<RunReport>(root, ["destroy", "--data", "--yes"]);
  expect({
    exitCode,
    outcome: json.outcome,
    failed: json.results.filter(({ outcome }) => outcome === "failed" || outcome === "not-started"),
  }).toEqual({ exitCode: 0, outcome: "done", failed: [] });
  const differences = snapshotDifferences(before, await snapshotCluster(cluster));
  const definitions = differences.filter((line) => line.startsWith("added apiextensions.k8s.io/CustomResourceDefinition "));
  const served = differences.filter((line) => line.startsWith("added apiregistration.k8s.io/APIService "));
  expect(differences.filter((line) => !definitions.includes(line) && !served.includes(line))).toEqual([]);
  const listed = json.kept.map(({ object, why }) => `${object} ${why}`).join("\n");
  expect(definitions.map((line) => line.replace(/^.* /, "")).filter((name) => !listed.includes(name))).toEqual([]);
});
