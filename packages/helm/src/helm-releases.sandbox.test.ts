import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCluster, type TestCluster } from "../test/test-cluster.ts";
import { configMap, writeChart } from "../test/write-chart.ts";
import { createHelm, type Helm } from "./create-helm.ts";

let cluster: TestCluster;
let helm: Helm;

beforeAll(async () => {
  cluster = await startTestCluster("helm-releases");
  const { binary, kubeconfig, homeDir } = cluster;
  helm = createHelm({ binary, kubeconfig, homeDir });
  for (const namespace of ["a", "b", "c", "d", "e", "f"]) await cluster.kubectl(["create", "namespace", namespace]);
});

afterAll(async () => {
  await cluster.down();
});

async function greetingOf(namespace: string, name: string): Promise<string> {
  return cluster.kubectl(["get", "configmap", name, "-n", namespace, "-o", "jsonpath={.data.greeting}"]);
}

/** A hook that runs until it is told to stop: its pod waits for a Secret that isn't there. */
const SLOW_HOOK = `apiVersion: batch/v1
kind: Job
metadata: {name: slow, annotations: {helm.sh/hook: "{{ .Values.hook }}"}}
spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: a, image: b}]}}}
`;

async function untilStatus(namespace: string, wanted: string): Promise<void> {
  for (;;) {
    const [release] = await helm.list({ namespace });
    if (release?.status === wanted) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

test("a release's life: install, upgrade, history, get, rollback, uninstall", async () => {
  const chart = await writeChart({
    files: { "templates/a.yaml": configMap, "templates/NOTES.txt": "Hello {{ .Release.Name }}", "values.yaml": "more: 1\n" },
  });
  const namespace = "life";
  const installed = await helm.install("web", chart, {
    namespace,
    createNamespace: true,
    values: { greeting: "hi" },
    labels: { team: "x" },
    description: "first",
  });
  expect(installed).toMatchObject({
    name: "web",
    namespace,
    revision: 1,
    status: "deployed",
    description: "first",
    notes: "Hello web",
    chart: { name: "web", version: "1.0.0", appVersion: "7" },
    values: { greeting: "hi" },
    applyMethod: "ssa",
    hooks: [],
  });
  expect(await helm.list({ namespace })).toStrictEqual([
    { name: "web", namespace, revision: 1, updated: installed.lastDeployed, status: "deployed", chart: "web-1.0.0", appVersion: "7" },
  ]);
  expect(await helm.list({ allNamespaces: true, selector: "team=x", statuses: ["deployed"], filter: "^we" })).toHaveLength(1);
  expect(await helm.list({ allNamespaces: true, statuses: ["failed"] })).toStrictEqual([]);

  const upgraded = await helm.upgrade("web", chart, { namespace });
  expect(upgraded).toMatchObject({ revision: 2, values: {} });
  expect(await greetingOf(namespace, "web")).toBe("hello");
  expect(await helm.upgrade("web", chart, { namespace, values: { greeting: "again" }, historyMax: 10 })).toMatchObject({ revision: 3 });
  expect(await helm.upgrade("web", chart, { namespace, oldValues: "reuse" })).toMatchObject({ revision: 4, values: { greeting: "again" } });
  const history = await helm.history("web", { namespace });
  expect(history.map(({ revision, status, chart: of, appVersion }) => ({ revision, status, of, appVersion }))).toStrictEqual([
    { revision: 1, status: "superseded", of: "web-1.0.0", appVersion: "7" },
    { revision: 2, status: "superseded", of: "web-1.0.0", appVersion: "7" },
    { revision: 3, status: "superseded", of: "web-1.0.0", appVersion: "7" },
    { revision: 4, status: "deployed", of: "web-1.0.0", appVersion: "7" },
  ]);

  await helm.rollback("web", { namespace, revision: 1 });
  expect(await greetingOf(namespace, "web")).toBe("hi");
  const details = await helm.get.all("web", { namespace });
  expect(details).toMatchObject({
    metadata: {
      name: "web",
      namespace,
      revision: 5,
      status: "deployed",
      chart: "web",
      version: "1.0.0",
      appVersion: "7",
      applyMethod: "ssa",
    },
    values: { greeting: "hi" },
    computedValues: { greeting: "hi", more: 1 },
    manifest: { manifests: [{ source: "web/templates/a.yaml", object: { kind: "ConfigMap", data: { greeting: "hi" } } }], hooks: [] },
    hooks: { manifests: [], hooks: [] },
    notes: "Hello web",
  });
  expect(await helm.get.values("web", { namespace, revision: 2 })).toStrictEqual({});
  expect(await helm.status("web", { namespace, revision: 3 })).toMatchObject({ revision: 3, status: "superseded" });

  await helm.uninstall("web", { namespace, keepHistory: true, wait: "watcher", timeout: 60_000 });
  expect(await helm.status("web", { namespace })).toMatchObject({ status: "uninstalled" });
  await helm.uninstall("web", { namespace });
  expect(await helm.list({ namespace })).toStrictEqual([]);
});

test("what isn't there: queries answer, operations fail with a code", async () => {
  const namespace = "a";
  const chart = await writeChart({ files: { "templates/a.yaml": configMap } });
  expect(await helm.status("nope", { namespace })).toBeUndefined();
  expect(await helm.history("nope", { namespace })).toStrictEqual([]);
  await helm.uninstall("nope", { namespace, ignoreNotFound: true });
  const missing = { code: "HELM_RELEASE_NOT_FOUND", subject: { release: "a/nope" } };
  await expect(helm.uninstall("nope", { namespace })).rejects.toMatchObject(missing);
  await expect(helm.rollback("nope", { namespace, revision: 1 })).rejects.toMatchObject(missing);
  await expect(helm.upgrade("nope", chart, { namespace })).rejects.toMatchObject(missing);
  await expect(helm.get.values("nope", { namespace })).rejects.toMatchObject(missing);
  await expect(helm.get.metadata("nope", { namespace })).rejects.toMatchObject(missing);
  await helm.upgrade("web", chart, { namespace, install: true });
  await expect(helm.rollback("web", { namespace, revision: 7 })).rejects.toMatchObject({ code: "HELM_RELEASE_NOT_FOUND" });
  await expect(helm.install("web", chart, { namespace })).rejects.toMatchObject({ code: "HELM_RELEASE_EXISTS" });
});

test("failures that only Helm's words tell have codes", async () => {
  const namespace = "b";
  const chart = await writeChart({ files: { "templates/a.yaml": configMap } });
  const { binary, homeDir, kubeconfig } = cluster;
  await expect(createHelm({ binary, homeDir, kubeconfig: "/nowhere" }).list()).rejects.toMatchObject({ code: "HELM_UNREACHABLE" });
  await expect(createHelm({ binary, homeDir, kubeconfig, kubeContext: "nope" }).list()).rejects.toMatchObject({ code: "HELM_UNREACHABLE" });
  await expect(createHelm({ binary, homeDir, kubeconfig: "/nowhere" }).status("x", { namespace })).rejects.toMatchObject({
    code: "HELM_UNREACHABLE",
  });

  await cluster.kubectl(["create", "configmap", "web", "-n", namespace, "--from-literal=greeting=mine"]);
  await expect(helm.install("web", chart, { namespace })).rejects.toMatchObject({ code: "HELM_OWNED_BY_OTHER" });
  await helm.uninstall("web", { namespace, ignoreNotFound: true });
  await expect(helm.install("web", chart, { namespace, takeOwnership: true })).rejects.toMatchObject({ code: "HELM_CONFLICT" });
  await helm.upgrade("web", chart, { namespace, install: true, takeOwnership: true, forceConflicts: true });
  expect(await greetingOf(namespace, "web")).toBe("hello");

  const slow = await writeChart({ name: "slow", files: { "templates/hook.yaml": SLOW_HOOK } });
  await expect(helm.install("slow", slow, { namespace, values: { hook: "pre-install" }, timeout: 1500 })).rejects.toMatchObject({
    code: "HELM_TIMEOUT",
  });
  expect(await helm.status("slow", { namespace })).toMatchObject({
    status: "failed",
    hooks: [{ name: "slow", kind: "Job", events: ["pre-install"] }],
  });
});

test("an operation in progress is told, and an abort ends it as failed", async () => {
  const namespace = "c";
  const chart = await writeChart({ name: "slow", files: { "templates/hook.yaml": SLOW_HOOK } });
  await helm.install("slow", chart, { namespace, values: { hook: "test" } });
  const aborting = new AbortController();
  const upgrade = helm.upgrade("slow", chart, { namespace, values: { hook: "pre-upgrade" }, signal: aborting.signal, timeout: 60_000 });
  const ended = upgrade.then(
    () => "done",
    (error: unknown) => (error as { readonly code?: string }).code,
  );
  await untilStatus(namespace, "pending-upgrade");
  await expect(helm.upgrade("slow", chart, { namespace, values: { hook: "test" } })).rejects.toMatchObject({
    code: "HELM_OPERATION_IN_PROGRESS",
  });
  aborting.abort();
  expect(await ended).toBe("ABORTED");
  expect(await helm.list({ namespace })).toMatchObject([{ status: "failed" }]);
});

const testHook = (name: string, phase: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, annotations: {helm.sh/hook: test}, labels: {outcome: ${phase}}}
spec: {restartPolicy: Never, nodeName: nowhere, containers: [{name: a, image: b}]}
`;

test("hooks that test give results, and a failed test is a result", async () => {
  const namespace = "d";
  const chart = await writeChart({
    files: { "templates/a.yaml": testHook("good", "Succeeded"), "templates/b.yaml": testHook("bad", "Failed") },
  });
  await helm.install("web", chart, { namespace });
  const finish = async (name: string, phase: string): Promise<void> => {
    await cluster.kubectl(["wait", "--for=create", `pod/${name}`, "-n", namespace, "--timeout=30s"]);
    await cluster.kubectl([
      "patch",
      "pod",
      name,
      "-n",
      namespace,
      "--subresource=status",
      "--type=merge",
      "-p",
      JSON.stringify({ status: { phase } }),
    ]);
  };
  const [good] = await Promise.all([helm.test("web", { namespace, names: ["good"], timeout: 30_000 }), finish("good", "Succeeded")]);
  expect(good).toMatchObject({
    passed: true,
    tests: expect.arrayContaining([
      expect.objectContaining({ name: "good", lastRun: expect.objectContaining({ phase: "Succeeded" }) as unknown }),
    ]) as unknown,
  });
  const [bad] = await Promise.all([helm.test("web", { namespace, names: ["!good"], timeout: 30_000 }), finish("bad", "Failed")]);
  expect(bad.passed).toBe(false);
  await expect(helm.test("nope", { namespace })).rejects.toMatchObject({ code: "HELM_RELEASE_NOT_FOUND" });
});

const THING_CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}, text: {type: string}}}}}}
`;

test("nulls that server-side apply refuses are pruned", async () => {
  const namespace = "e";
  await cluster.kubectl(["apply", "-f", "-"], THING_CRD);
  await cluster.kubectl(["wait", "--for=condition=Established", "crd/things.example.org", "--timeout=30s"]);
  const thing = 'apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: t}\nspec:\n  size:\n  text: "0755"\n';
  const chart = await writeChart({ files: { "templates/t.yaml": thing } });
  await expect(helm.install("plain", chart, { namespace })).rejects.toThrow("spec.size");
  await helm.uninstall("plain", { namespace });
  const pruned = await helm.upgrade("pruned", chart, { namespace, install: true, pruneNulls: true });
  expect(pruned.status).toBe("deployed");
  expect(await cluster.kubectl(["get", "thing", "t", "-n", namespace, "-o", "jsonpath={.spec}"])).toBe('{"text":"0755"}');
});

test("secret values reach neither arguments nor environment of the process", async () => {
  const namespace = "f";
  const chart = await writeChart({ files: { "templates/a.yaml": configMap } });
  const seen: Promise<readonly string[]>[] = [];
  const onSpawn = (pid: number): void => {
    seen.push(Promise.all([readFile(`/proc/${pid}/cmdline`, "utf8"), readFile(`/proc/${pid}/environ`, "utf8")]));
  };
  await helm.install("web", chart, { namespace, values: { greeting: "marker-4711" }, env: { HELMWRIGHT_RUN: "run-42" }, onSpawn });
  const [[cmdline = "", environ = ""] = []] = await Promise.all(seen);
  expect(cmdline).toContain("install");
  expect(environ).toContain("HELMWRIGHT_RUN=run-42");
  expect(`${cmdline}${environ}`).not.toContain("marker-4711");
  expect(await greetingOf(namespace, "web")).toBe("marker-4711");
});
