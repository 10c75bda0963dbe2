import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCluster, type TestCluster } from "../test/test-cluster.ts";
import { configMap, writeChart } from "../test/write-chart.ts";
import { createHelm, type Helm } from "./create-helm.ts";
import { decodeReleaseRecord, encodeReleaseRecord, releaseSecretName, type ReleaseSecret, withStatus } from "./release-record-codec.ts";
import type { ReleaseRecord } from "./release-record.ts";

const namespace = "default";
let cluster: TestCluster;
let helm: Helm;

beforeAll(async () => {
  cluster = await startTestCluster("helm-records");
  const { binary, kubeconfig, homeDir } = cluster;
  helm = createHelm({ binary, kubeconfig, homeDir });
});

afterAll(async () => {
  await cluster.down();
});

async function readRecord(release: string, revision: number): Promise<ReleaseRecord> {
  const text = await cluster.kubectl(["get", "secret", releaseSecretName(release, revision), "-n", namespace, "-o", "json"]);
  return decodeReleaseRecord(JSON.parse(text) as ReleaseSecret);
}

async function writeRecord(record: ReleaseRecord): Promise<void> {
  await cluster.kubectl(["replace", "-f", "-"], JSON.stringify(await encodeReleaseRecord(record)));
}

const CHART = {
  "templates/a.yaml": configMap,
  "templates/hook.yaml":
    "apiVersion: batch/v1\nkind: Job\nmetadata: {name: slow, annotations: {helm.sh/hook: pre-upgrade}}\nspec: {suspend: {{ .Values.block | default false }}, template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}\n",
};

test("a record of plain Helm decodes, and encoded again it goes on working", async () => {
  const chart = await writeChart({ files: CHART });
  await helm.install("web", chart, { namespace, values: { greeting: "ä ✓ {{ x }}" }, labels: { team: "x" } });
  const record = await readRecord("web", 1);
  expect(record.payload).toMatchObject({
    name: "web",
    namespace,
    version: 1,
    info: { status: "deployed" },
    chart: { metadata: { name: "web", version: "1.0.0" } },
    config: { greeting: "ä ✓ {{ x }}" },
    hooks: [{ name: "slow", events: ["pre-upgrade"] }],
    apply_method: "ssa",
  });
  expect(record.labels).toMatchObject({ name: "web", owner: "helm", status: "deployed", version: "1", team: "x" });
  const before = await Promise.all([helm.get.all("web", { namespace }), helm.status("web", { namespace })]);
  await writeRecord(record);
  expect((await readRecord("web", 1)).payload).toStrictEqual(record.payload);
  expect(await Promise.all([helm.get.all("web", { namespace }), helm.status("web", { namespace })])).toStrictEqual(before);
  await helm.upgrade("web", chart, { namespace, values: { greeting: "two" }, noHooks: true });
  await helm.rollback("web", { namespace, revision: 1, noHooks: true });
  expect(await helm.get.values("web", { namespace })).toStrictEqual({ greeting: "ä ✓ {{ x }}" });
});

test("a chart section with metadata and values alone is enough for Helm", async () => {
  const chart = await writeChart({ files: CHART });
  await helm.install("small", chart, { namespace, values: { greeting: "one" } });
  const record = await readRecord("small", 1);
  const { metadata, values = null } = record.payload.chart ?? { metadata: { name: "", version: "" } };
  await writeRecord({ ...record, payload: { ...record.payload, chart: { metadata, values } } });
  expect(await helm.get.metadata("small", { namespace })).toMatchObject({ chart: "web", version: "1.0.0" });
  await helm.upgrade("small", chart, { namespace, values: { greeting: "two" }, noHooks: true });
  await helm.rollback("small", { namespace, revision: 1, noHooks: true });
  await helm.uninstall("small", { namespace });
});

test("a release left in pending-upgrade is recovered by another status", async () => {
  const chart = await writeChart({ files: CHART });
  await helm.install("stuck", chart, { namespace });
  const killed = helm.upgrade("stuck", chart, {
    namespace,
    values: { block: true },
    onSpawn: (pid) => {
      void (async () => {
        while ((await helm.list({ namespace, filter: "^stuck$" }))[0]?.status !== "pending-upgrade");
        process.kill(pid, "SIGKILL");
      })();
    },
  });
  await expect(killed).rejects.toMatchObject({ code: "HELM_FAILED" });
  await expect(helm.upgrade("stuck", chart, { namespace })).rejects.toMatchObject({ code: "HELM_OPERATION_IN_PROGRESS" });
  await writeRecord(withStatus(await readRecord("stuck", 2), "failed", { description: "interrupted" }));
  expect(await helm.list({ namespace, filter: "^stuck$" })).toMatchObject([{ revision: 2, status: "failed" }]);
  expect(await helm.history("stuck", { namespace })).toMatchObject([
    { status: "deployed" },
    { status: "failed", description: "interrupted" },
  ]);
  expect(await helm.upgrade("stuck", chart, { namespace, noHooks: true })).toMatchObject({ revision: 3, status: "deployed" });
});

test("a first installation left in pending-install is recovered too", async () => {
  const chart = await writeChart({ files: CHART });
  await helm.install("first", chart, { namespace });
  await writeRecord(withStatus(await readRecord("first", 1), "pending-install"));
  await expect(helm.upgrade("first", chart, { namespace, install: true })).rejects.toMatchObject({ code: "HELM_OPERATION_IN_PROGRESS" });
  await writeRecord(withStatus(await readRecord("first", 1), "failed"));
  expect(await helm.upgrade("first", chart, { namespace, install: true, noHooks: true })).toMatchObject({
    revision: 2,
    status: "deployed",
  });
});
