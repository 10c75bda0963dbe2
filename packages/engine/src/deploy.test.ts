import { bindComponent, compose, defineComponent, definePlatform, HelmwrightError, secret } from "@helmwright/core";
import type { Component, Composition, EngineEvent, HelmRunner, LiveObject, Manifest, SecretValue } from "@helmwright/core";
import { memoryCluster } from "@helmwright/testing";
import type { MemoryCluster } from "@helmwright/testing";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { deploy } from "./deploy.ts";
import { destroy } from "./destroy.ts";
import type { EnginePorts } from "./ports.ts";

interface WebOptions {
  readonly replicas?: number | undefined;
  readonly password?: SecretValue | undefined;
}
const spec = defineComponent<WebOptions, { replicas?: number | undefined }>({
  name: "web",
  chart: { repository: "https://charts.example.org", name: "web", version: "1.0.0", digest: "sha256:1" },
  namespace: { name: "web", podSecurity: "restricted" },
  options: { replicas: z.int().optional(), password: z.custom<SecretValue>().optional() },
  chartValues: JSON.stringify({ type: "object", properties: { replicas: { type: "integer" } }, additionalProperties: false }),
  values: ({ replicas = 1 }) => ({ replicas }),
  secrets: ({ password }) => (password ? [{ name: "credentials", data: { password } }] : []),
});
const web = (options: WebOptions = {}, name = "web"): Component => bindComponent(spec, options, { name, namespace: name });

let cluster: MemoryCluster;
let calls: string[];
let events: EngineEvent[];
let environment: Record<string, string>;
let helmFault: ((release: string) => void) | undefined;
beforeEach(() => {
  cluster = memoryCluster();
  calls = [];
  events = [];
  environment = {};
  helmFault = undefined;
});

/** A Helm that keeps records as Helm does, as far as their metadata goes, and writes no objects. */
const helm: HelmRunner = {
  render: async ({ namespace, values }) => ({
    nulls: false,
    hooks: [],
    manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { namespace, name: "settings" }, data: values }],
  }),
  upgrade: async ({ release, namespace, values }) => {
    calls.push(`upgrade ${namespace}/${release}`);
    helmFault?.(release);
    const records = await cluster.listMetadata(
      { apiVersion: "v1", kind: "Secret" },
      { namespace, labels: { owner: "helm", name: release } },
    );
    const version = records.length + 1;
    for (const { metadata } of records)
      await cluster.patch(
        { apiVersion: "v1", kind: "Secret", namespace, name: metadata.name },
        { metadata: { labels: { status: "superseded" } } },
      );
    const labels = { owner: "helm", name: release, status: "deployed", version: String(version) };
    await cluster.create({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace, name: `sh.helm.release.v1.${release}.v${version}`, labels },
      data: { values: JSON.stringify(values) },
    });
    await cluster.apply(settings(namespace, values), { manager: "helm" });
  },
  uninstall: async ({ release, namespace }) => {
    calls.push(`uninstall ${namespace}/${release}`);
    await cluster.remove({ apiVersion: "v1", kind: "ConfigMap", namespace, name: "settings" });
  },
};
function settings(namespace: string, values: Readonly<Record<string, unknown>>): Manifest {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace, name: "settings" }, data: values };
}

function ports(): EnginePorts {
  return {
    cluster: { ...cluster, resources: async () => [] },
    charts: {
      resolve: async () => ({ path: "web.tgz", crds: async () => [], mentionsApiVersions: async () => false }),
      resourceChart: async () => "resources",
    },
    helm,
    records: {
      decode: async (record: LiveObject) => {
        const values = JSON.parse((record["data"] as { values: string }).values) as Record<string, unknown>;
        const namespace = record.metadata.namespace ?? "";
        return {
          name: "web",
          namespace,
          revision: 1,
          status: "deployed",
          chart: { name: "web", version: "1.0.0" },
          values,
          manifests: [settings(namespace, values)],
          hooks: [],
          updated: undefined,
        };
      },
      markFailed: async (record) => record,
    },
    host: {
      env: (name) => environment[name],
      readFile: async () => "",
      identity: "test (process 1)",
      isDead: () => false,
      endOrphans: async () => 0,
      commit: async () => undefined,
    },
    emit: (event) => void events.push(event),
  };
}
function composed(record: Readonly<Record<string, Component>>): Composition {
  const platform = definePlatform({
    name: "test",
    environments: { dev: { target: "sandbox", profile: "single-node" } },
    compose: () => record,
  });
  return compose(platform, { environment: "dev", kubernetes: "1.37.1" });
}
const run = (record: Readonly<Record<string, Component>>): ReturnType<typeof deploy> =>
  deploy(ports(), { composition: composed(record), id: "id-1", context: "memory", removeOthers: true }, { concurrency: 2, timeout: 1000 });
const remove = (data: boolean, only?: readonly string[]): ReturnType<typeof destroy> =>
  destroy(
    ports(),
    { platform: { name: "test", id: "id-1" }, environment: "dev", target: { context: "memory", kubernetes: "1.37.1" }, data, only },
    { concurrency: 2, timeout: 1000 },
  );

test("it installs, then finds nothing to do, then upgrades what changed and nothing else", async () => {
  expect((await run({ a: web({}, "a"), b: web({}, "b") })).outcome).toBe("done");
  expect((await run({ a: web({}, "a"), b: web({}, "b") })).outcome).toBe("unchanged");
  expect(
    (await run({ a: web({}, "a"), b: web({ replicas: 2 }, "b") })).results
      .filter(({ outcome }) => outcome === "done")
      .map(({ step }) => step),
  ).toEqual(["release b/b"]);
  expect(calls).toEqual(["upgrade a/a", "upgrade b/b", "upgrade b/b"]);
});

test("what is special about a component is told when a release of it changes, and not otherwise", async () => {
  const dicey = (options: WebOptions): Component =>
    bindComponent({ ...spec, varies: { reason: "it rolls dice", fields: [] } }, options, { name: "a", namespace: "a" });
  const told = ["a renders differently each time: it rolls dice"];
  expect((await run({ a: dicey({}), b: web({}, "b") })).warnings).toEqual(told);
  expect((await run({ a: dicey({}), b: web({}, "b") })).warnings).toEqual([]);
  expect((await run({ a: dicey({}), b: web({ replicas: 2 }, "b") })).warnings).toEqual([]);
  expect((await run({ a: dicey({ replicas: 2 }), b: web({ replicas: 2 }, "b") })).warnings).toEqual(told);
});

test("a secret is written to its Secret only, and taken out of what a failure says", async () => {
  environment["PASSWORD"] = "hunter2-hunter2";
  helmFault = () => {
    throw new HelmwrightError("HELM_FAILED", "upgrade release web/web: bad password hunter2-hunter2", { hint: "not hunter2-hunter2" });
  };
  const report = await run({ web: web({ password: secret.env("PASSWORD") }) });
  expect(report.results.find(({ outcome }) => outcome === "failed")?.failure).toMatchObject({
    code: "HELM_FAILED",
    message: "upgrade release web/web: bad password (secret)",
    hint: "not (secret)",
  });
  expect(JSON.stringify([report, events])).not.toContain("hunter2");
  const holders = [...cluster.objects.values()].filter((object) =>
    JSON.stringify(object).includes(Buffer.from("hunter2-hunter2").toString("base64")),
  );
  expect(holders.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(["web/credentials"]);
});

test("an unset secret is told before anything is written", async () => {
  await expect(run({ web: web({ password: secret.env("PASSWORD") }) })).rejects.toMatchObject({ code: "SECRET_UNSET" });
  expect([...cluster.objects.keys()]).toEqual([]);
});

test("a changed secret changes its Secret and no release", async () => {
  environment["PASSWORD"] = "the-first-one";
  await run({ web: web({ password: secret.env("PASSWORD") }) });
  environment["PASSWORD"] = "the-second-one";
  const report = await run({ web: web({ password: secret.env("PASSWORD") }) });
  expect(report.results.filter(({ outcome }) => outcome === "done").map(({ step, action }) => `${action} ${step}`)).toEqual([
    "upgrade secrets web",
  ]);
});

test("who loses the lease stops writing, the record included", async () => {
  let held: string | undefined;
  helmFault = () => {
    const lease = [...cluster.objects.values()].find(({ kind }) => kind === "Lease");
    held = JSON.stringify(lease?.["spec"]);
    cluster.failWith((verb, id) => {
      if (id.kind !== "Lease") throw new HelmwrightError("KUBE_UNREACHABLE", `${verb} ${id.kind} ${id.name}`);
    });
    throw new HelmwrightError("HELM_FAILED", "the cluster went away");
  };
  await expect(run({ web: web() })).rejects.toMatchObject({ code: "KUBE_UNREACHABLE" });
  expect(held).toContain("test (process 1)");
  cluster.failWith(undefined);
  helmFault = undefined;
  expect((await run({ web: web() })).outcome).toBe("done");
});

test("a release of another platform is refused", async () => {
  await run({ web: web() });
  const other = deploy(
    ports(),
    { composition: composed({ web: web() }), id: "id-2", context: "memory", removeOthers: true },
    { concurrency: 2, timeout: 1000 },
  );
  await expect(other).rejects.toMatchObject({ code: "RELEASE_FOREIGN", message: expect.stringContaining("nothing was changed") as string });
});

test("destroy takes what the record has, and forgets the platform", async () => {
  await run({ web: web({ password: secret.generated("web") }) });
  expect((await remove(false)).kept.map(({ object }) => object)).toEqual(["Secret helmwright-system/generated.id-1"]);
  expect((await remove(true)).kept).toEqual([]);
  expect([...cluster.objects.keys()]).toEqual([]);
});

test("destroy of one component is refused with all that need it, directly or not", async () => {
  const after = (name: string, needed: Component): Component => bindComponent(spec, {}, { name, namespace: name, after: [needed] });
  const base = web({}, "base");
  const middle = after("middle", base);
  await run({ base, middle, top: after("top", middle), alone: web({}, "alone") });
  const before = [...cluster.objects.keys()];
  await expect(remove(false, ["base"])).rejects.toMatchObject({
    code: "STILL_NEEDED",
    message: "destroy base: still needed by middle, top",
    hint: "Add middle top to --only, or take the references out and deploy first.",
  });
  expect([...cluster.objects.keys()].filter((key) => !key.includes("Lease"))).toEqual(before.filter((key) => !key.includes("Lease")));
  expect((await remove(false, ["base", "middle", "top"])).outcome).toBe("done");
  expect(calls.filter((call) => call.startsWith("uninstall"))).toEqual([
    "uninstall top/top",
    "uninstall middle/middle",
    "uninstall base/base",
  ]);
});
