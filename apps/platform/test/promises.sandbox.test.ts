import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { createChartStore } from "@helmwright/charts";
import type { Component, EngineEvent } from "@helmwright/core";
import { decodeReleaseRecord } from "@helmwright/helm";
import { dex } from "@helmwright/identity";
import { metalLb } from "@helmwright/networking";
import { nodeFeatureDiscovery } from "@helmwright/node-bootstrap";
import { existing, secret } from "@helmwright/sdk";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { actionsOf, platformOf, startClusterUnderTest } from "./cluster-under-test.ts";
import type { ClusterUnderTest } from "./cluster-under-test.ts";

const MARK = "m4rked-s3cret-v4lue-7731";
const id = "0f4b2c7e-5a55-4a53-9d52-6f8f8f1f0002";
let on: ClusterUnderTest;
let cache: string;

beforeAll(async () => {
  on = await startClusterUnderTest("test-promises", id);
  cache = await mkdtemp(join(tmpdir(), "helmwright-cache-"));
  process.env["TEST_MARKED_SECRET"] = MARK;
});
afterAll(async () => {
  delete process.env["TEST_MARKED_SECRET"];
  await on?.down();
  await rm(cache, { recursive: true, force: true });
});
afterEach(async () => {
  await on.destroy(platformOf(() => ({})));
});

const host = existing.host("sso.example.org", { className: "nginx", tlsSecret: "sso-tls" });
const login = (replicas?: number): Component =>
  dex({
    expose: host,
    replicas,
    connectors: [
      {
        type: "oidc",
        name: "Upstream",
        issuer: "https://login.example.org",
        clientId: "dex",
        clientSecret: secret.env("TEST_MARKED_SECRET"),
      },
    ],
  });
const pools = (to = 20): Component => metalLb({ pools: [{ name: "ingress", addresses: [`198.51.100.10-198.51.100.${to}`] }] });
const helm = (...args: readonly string[]): Promise<unknown> =>
  execa(on.helm, ["--kubeconfig", on.kubeconfig, "--kube-context", on.contextName, ...args]);
/** The archive of a component's chart, for plain Helm. */
async function chartOf({ bound: { chart } }: Component): Promise<string> {
  if (!chart) throw new Error("the component has no chart");
  return (await createChartStore().resolve(chart)).path;
}
const uidOf = async (namespace: string, name: string): Promise<string | undefined> =>
  (await on.cluster.get({ apiVersion: "apps/v1", kind: "Deployment", namespace, name }))?.metadata.uid;

test("a second deploy changes nothing; one option changes one release, and the plan names exactly that", async () => {
  const platform = platformOf(() => ({ pools: pools(), sso: login() }));
  expect((await on.deploy(platform)).outcome).toBe("done");
  expect((await on.deploy(platform)).outcome).toBe("unchanged");
  const plan = await on.plan(platformOf(() => ({ pools: pools(), sso: login(2) })));
  expect(actionsOf(plan)).toEqual(["upgrade release dex/dex"]);
  const step = plan.steps.find(({ id: step }) => step === "release dex/dex");
  expect({
    values: step?.values.map(({ path }) => path),
    objects: step?.objects.map(({ object, change, fields }) => [object, change, fields.length > 3 ? "…" : fields]),
  }).toEqual({
    values: ["podDisruptionBudget.enabled", "podDisruptionBudget.minAvailable", "replicaCount", "topologySpreadConstraints"],
    objects: [
      ["Deployment dex/dex", "changed", ["spec.replicas", "spec.template.spec.topologySpreadConstraints"]],
      ["PodDisruptionBudget dex/dex", "added", []],
    ],
  });
  const report = await on.deploy(platformOf(() => ({ pools: pools(), sso: login(2) })));
  expect(report.results.filter(({ outcome }) => outcome === "done").map(({ step }) => step)).toEqual(["release dex/dex"]);
});

test("a component that was taken out goes in order, and others stay", async () => {
  await on.deploy(platformOf(() => ({ pools: pools(), sso: login() })));
  const without = platformOf(() => ({ sso: login() }));
  expect(actionsOf(await on.plan(without))).toEqual([
    "remove release metallb-system/metallb-resources",
    "remove release metallb-system/metallb",
    "remove namespace metallb-system",
  ]);
  const report = await on.deploy(without);
  expect(report.outcome).toBe("done");
  expect(await on.cluster.get({ apiVersion: "v1", kind: "Namespace", name: "metallb-system" })).toBeUndefined();
  expect(await uidOf("dex", "dex")).toBeDefined();
  expect((await on.deploy(without)).outcome).toBe("unchanged");
});

test("a change by hand is noticed and undone: helm upgrade --set, helm rollback", async () => {
  const platform = platformOf(() => ({ sso: login() }));
  await on.deploy(platform);
  await helm("upgrade", "dex", await chartOf(login()), "-n", "dex", "--reuse-values", "--set", "replicaCount=3", "--skip-crds");
  const upgraded = (await on.plan(platform)).steps.find(({ id: step }) => step === "release dex/dex");
  expect({ action: upgraded?.action, reasons: upgraded?.reasons }).toEqual({
    action: "upgrade",
    reasons: ["revision 2 was not made by this platform", "1 value changes: replicaCount", "1 object changes"],
  });
  expect((await on.deploy(platform)).outcome).toBe("done");
  await helm("rollback", "dex", "2", "-n", "dex");
  expect(actionsOf(await on.plan(platform))).toEqual(["upgrade release dex/dex"]);
});

test("a release that plain helm installed is adopted without a reinstall", async () => {
  const platform = platformOf(() => ({ pools: pools() }));
  await on.deploy(platform);
  await on.destroy(platform);
  await helm("install", "metallb", await chartOf(pools()), "-n", "metallb-system", "--create-namespace");
  const before = await uidOf("metallb-system", "metallb-controller");
  expect(before).toBeDefined();
  expect(actionsOf(await on.plan(platform))).toContain("adopt release metallb-system/metallb");
  expect((await on.deploy(platform)).outcome).toBe("done");
  expect(await uidOf("metallb-system", "metallb-controller")).toBe(before);
  expect((await on.deploy(platform)).outcome).toBe("unchanged");
});

test("what fails names the object, its reason and events; only what needs it is not started", async () => {
  const wanted = {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { namespace: "node-feature-discovery", name: "none" },
    spec: { hard: { pods: "0" } },
  };
  await on.cluster.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "node-feature-discovery" } });
  await on.cluster.create(wanted);
  const report = await on.deploy(
    platformOf(() => {
      const features = nodeFeatureDiscovery();
      return { features, pools: pools(), sso: dex({ expose: host }, { after: [features] }) };
    }),
    { timeout: 12_000 },
  );
  expect(report.outcome).toBe("failed");
  const outcomes = Object.fromEntries(
    report.results.filter(({ step }) => step.startsWith("release")).map(({ step, outcome, because }) => [step, because ?? outcome]),
  );
  expect(outcomes).toMatchObject({
    "release node-feature-discovery/node-feature-discovery": "failed",
    "release metallb-system/metallb": "done",
    "release metallb-system/metallb-resources": "done",
    "release dex/dex": "release node-feature-discovery/node-feature-discovery",
  });
  const failure = report.results.find(({ outcome }) => outcome === "failed")?.failure;
  expect(failure?.subject.object ?? failure?.message).toMatch(/node-feature-discovery/);
  expect(failure?.events.join("\n")).toMatch(/exceeded quota|forbidden/i);
  await on.cluster.remove({ apiVersion: "v1", kind: "Namespace", name: "node-feature-discovery" });
});

test("two deploys at once: the second is told who holds the lease and since when", async () => {
  const platform = platformOf(() => ({ pools: pools(), sso: login() }));
  const started = Promise.withResolvers<void>();
  const first = on.deploy(platform, { onEvent: (event) => event.type === "step-started" && started.resolve() });
  await started.promise;
  await expect(on.deploy(platform)).rejects.toMatchObject({
    code: "LEASE_HELD",
    message: expect.stringMatching(/holds it since 20\d\d-/) as string,
  });
  expect((await first).outcome).toBe("done");
});

test("an interrupted deploy says what was reached, and the next one converges", async () => {
  const platform = platformOf(() => ({ pools: pools(), sso: login() }));
  const stop = new AbortController();
  const report = await on.deploy(platform, {
    signal: stop.signal,
    onEvent: (event) => event.type === "step-progress" && /Helm applies/.test(event.doing) && stop.abort(),
  });
  expect(report.outcome).toBe("interrupted");
  expect(report.results.some(({ because, failure }) => because === "interrupted" || failure?.code === "INTERRUPTED")).toBe(true);
  expect((await on.deploy(platform)).outcome).toBe("done");
  expect((await on.deploy(platform)).outcome).toBe("unchanged");
});

test("generated secrets outlive their component and go with the data", async () => {
  const platform = platformOf(() => ({
    sso: dex({
      expose: host,
      connectors: [
        { type: "oidc", name: "U", issuer: "https://login.example.org", clientId: "dex", clientSecret: secret.generated("upstream") },
      ],
    }),
  }));
  const value = async (): Promise<unknown> =>
    (await on.cluster.get({ apiVersion: "v1", kind: "Secret", namespace: "dex", name: "dex-credentials" }))?.["data"];
  await on.deploy(platform);
  const first = await value();
  expect(first).toEqual({ CONNECTOR_0: expect.stringMatching(/^[A-Za-z0-9+/=]{40,}$/) as string });
  const kept = (await on.destroy(platform, { data: false })).kept.map(({ object }) => object);
  expect(kept).toEqual([`Secret helmwright-system/generated.${id}`]);
  await on.deploy(platform);
  expect(await value()).toEqual(first);
  expect((await on.destroy(platform)).kept).toEqual([]);
  expect(await on.cluster.get({ apiVersion: "v1", kind: "Namespace", name: "helmwright-system" })).toBeUndefined();
});

test("a marked secret is in the Secret it belongs to and nowhere else", async () => {
  const home = process.env["XDG_CACHE_HOME"];
  process.env["XDG_CACHE_HOME"] = cache;
  const { PATH } = process.env;
  process.env["PATH"] = `${join(on.helm, "..")}:${PATH}`;
  const seen: string[] = [];
  let watching = true;
  const watch = (async () => {
    while (watching) {
      for (const pid of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)) {
        const [line, environment] = await Promise.all([
          readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
          readFile(`/proc/${pid}/environ`, "utf8").catch(() => ""),
        ]);
        if (environment.includes(`HELMWRIGHT_PLATFORM=${id}`)) seen.push(line, environment);
      }
      await sleep(20);
    }
  })();
  const events: EngineEvent[] = [];
  const onEvent = (event: EngineEvent): void => void events.push(event);
  const good = await on.deploy(
    platformOf(() => ({ sso: login() })),
    { onEvent },
  );
  await on.cluster.create({
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { namespace: "dex", name: "none" },
    spec: { hard: { pods: "0" } },
  });
  await on.deploy(
    platformOf(() => ({ sso: login(2) })),
    { onEvent, timeout: 5000 },
  );
  const bad = await on.deploy(
    platformOf(() => ({
      sso: dex({
        expose: host,
        replicas: 3,
        connectors: [
          {
            type: "oidc",
            name: MARK.slice(0, 4),
            issuer: "https://login.example.org",
            clientId: "dex",
            clientSecret: secret.env("TEST_MARKED_SECRET"),
          },
        ],
      }),
    })),
    { onEvent, timeout: 5000 },
  );
  watching = false;
  await watch;
  process.env["PATH"] = PATH;
  if (home === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = home;

  expect(good.outcome).toBe("done");
  expect(bad.outcome).toBe("failed");
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.join("\n")).not.toContain(MARK);
  expect(JSON.stringify([events, good, bad])).not.toContain(MARK);
  const secrets = await on.cluster.list({ apiVersion: "v1", kind: "Secret" });
  const texts = await Promise.all(
    secrets.map(async (one) => {
      const plain = Object.values((one["data"] ?? {}) as Readonly<Record<string, string>>).map((value) =>
        Buffer.from(value, "base64").toString("latin1"),
      );
      const record =
        one["type"] === "helm.sh/release.v1"
          ? JSON.stringify(
              (
                await decodeReleaseRecord({
                  ...one,
                  metadata: { ...one.metadata },
                  type: "helm.sh/release.v1",
                  data: one["data"] as Readonly<Record<string, string>>,
                })
              ).payload,
            )
          : "";
      return [`${one.metadata.namespace}/${one.metadata.name}`, plain.join("\n") + record] as const;
    }),
  );
  expect(texts.filter(([, text]) => text.includes(MARK)).map(([name]) => name)).toEqual(["dex/dex-credentials"]);
  const files = (await readdir(cache, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const entry of files) expect((await readFile(join(entry.parentPath, entry.name))).includes(MARK)).toBe(false);
});
