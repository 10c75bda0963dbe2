import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, readlink, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { isPortTaken } from "./cluster/free-ports.ts";
import { sandboxPaths } from "./cluster/sandbox-paths.ts";
import { readSandboxState, writeSandboxState } from "./cluster/sandbox-state.ts";
import { sandboxDown, sandboxEnv, sandboxStatus, sandboxUp } from "./index.ts";
import type { SandboxEvent } from "./index.ts";
import { startTestSandbox } from "./testing.ts";
import type { TestSandbox } from "./testing.ts";

let sandbox: TestSandbox;
let stateHome: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  stateHome = await mkdtemp(join(tmpdir(), "helmwright-sandbox-"));
  env = { ...process.env, XDG_STATE_HOME: stateHome };
  sandbox = await startTestSandbox({ env });
});
afterAll(async () => {
  await sandbox.down();
  await rm(stateHome, { recursive: true, force: true });
});

async function kubectl(...args: readonly string[]): Promise<string> {
  return (await execa(sandbox.kubectl, args, { env: { KUBECONFIG: sandbox.kubeconfig } })).stdout;
}

async function apply(...objects: readonly object[]): Promise<void> {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  await execa(sandbox.kubectl, ["apply", "--server-side", "-f", "-"], { input: list, env: { KUBECONFIG: sandbox.kubeconfig } });
}

const namespace = (name: string): object => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
const podSpec = { containers: [{ name: "main", image: "example.org/none" }] };
const workload = (kind: string, ns: string, spec: object): object => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name: "web", namespace: ns },
  spec: { selector: { matchLabels: { app: kind } }, template: { metadata: { labels: { app: kind } }, spec: podSpec }, ...spec },
});

describe("what runs in it", () => {
  test("workloads roll out, Jobs complete, services get addresses, claims are bound", async () => {
    await apply(namespace("work"));
    await apply(
      workload("Deployment", "work", { replicas: 2 }),
      workload("DaemonSet", "work", {}),
      workload("StatefulSet", "work", {
        replicas: 2,
        serviceName: "web",
        volumeClaimTemplates: [
          { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } },
        ],
      }),
      {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { name: "once", namespace: "work" },
        spec: { completions: 2, template: { spec: { ...podSpec, restartPolicy: "Never" } } },
      },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "any", namespace: "work" },
        spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
      },
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "asked", namespace: "work", annotations: { "metallb.io/loadBalancerIPs": "10.1.2.3" } },
        spec: { type: "LoadBalancer", ports: [{ port: 80 }] },
      },
    );
    for (const kind of ["deployment", "daemonset", "statefulset"])
      await kubectl("rollout", "status", `${kind}/web`, "-n", "work", "--timeout=30s");
    await kubectl("wait", "job/once", "-n", "work", "--for=condition=Complete", "--timeout=30s");
    expect(
      await kubectl(
        "get",
        "pvc",
        "-n",
        "work",
        "-o",
        "jsonpath={range .items[*]}{.metadata.name} {.status.phase} {.status.capacity.storage};{end}",
      ),
    ).toBe("data-web-0 Bound 1Gi;data-web-1 Bound 1Gi;");
    const addresses = await kubectl(
      "get",
      "services",
      "-n",
      "work",
      "-o",
      "jsonpath={range .items[*]}{.metadata.name} {.status.loadBalancer.ingress[0].ip};{end}",
    );
    expect(addresses).toMatch(/^any 240\.0\.\d+\.\d+;asked 10\.1\.2\.3;$/);
  });

  test("logs say that containers don't run", async () => {
    expect(await kubectl("logs", "deployment/web", "-n", "work")).toBe("Containers do not run in a sandbox: nodes and pods are simulated.");
  });

  test("a namespace with all that goes within seconds, an APIService nobody serves included", async () => {
    await apply({
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: { name: "v1beta1.metrics.k8s.io" },
      spec: {
        group: "metrics.k8s.io",
        version: "v1beta1",
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name: "metrics-server", namespace: "work" },
      },
    });
    await kubectl("wait", "apiservice/v1beta1.metrics.k8s.io", "--for=condition=Available", "--timeout=10s");
    const started = Date.now();
    await kubectl("delete", "namespace", "work");
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(await kubectl("get", "pv", "-o", "name")).toBe("");
  });

  test("custom resources become Ready by rules, also when their definition comes later, goes and comes again", async () => {
    await sandbox.simulate([
      { group: "postgresql.example", version: "v1", kind: "Cluster", condition: "Ready", status: { phase: "Cluster in healthy state" } },
    ]);
    const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
    const definition = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "clusters.postgresql.example" },
      spec: {
        group: "postgresql.example",
        scope: "Namespaced",
        names: { kind: "Cluster", plural: "clusters" },
        versions: [
          {
            name: "v1",
            served: true,
            storage: true,
            subresources: { status: {} },
            schema: { openAPIV3Schema: { type: "object", properties: { spec: anything, status: anything } } },
          },
        ],
      },
    };
    const object = {
      apiVersion: "postgresql.example/v1",
      kind: "Cluster",
      metadata: { name: "db", namespace: "default" },
      spec: { instances: 1 },
    };
    for (const round of [1, 2]) {
      await apply(definition);
      await kubectl("wait", "crd/clusters.postgresql.example", "--for=condition=Established");
      await apply(object);
      await kubectl("wait", "clusters.postgresql.example/db", "--for=condition=Ready", "--timeout=20s");
      expect([round, await kubectl("get", "clusters.postgresql.example/db", "-o", "jsonpath={.status.phase}")]).toEqual([
        round,
        "Cluster in healthy state",
      ]);
      await apply({ ...object, spec: { instances: 2 } });
      await kubectl(
        "wait",
        "clusters.postgresql.example/db",
        "--for=jsonpath={.status.conditions[0].observedGeneration}=2",
        "--timeout=20s",
      );
      await kubectl("delete", "crd", "clusters.postgresql.example");
    }
  });
});

describe("its life", () => {
  test("everything listens on the loopback only", async () => {
    const status = await sandboxStatus({ name: sandbox.name, env });
    if (status.phase !== "running") throw new Error(`the sandbox is ${status.phase}`);
    const listening = (await Promise.all(status.components.map(({ pid }) => listeningAddresses(pid ?? 0)))).flat();
    expect(new Set(listening.map(({ address }) => address))).toEqual(new Set(["127.0.0.1"]));
    expect(listening.map(({ port }) => port).toSorted((a, b) => a - b)).toEqual(Object.values(status.ports).toSorted((a, b) => a - b));
  });

  test("up again does nothing, at once", async () => {
    const started = Date.now();
    expect(await sandboxUp({ name: sandbox.name, env })).toEqual({
      name: sandbox.name,
      kubeconfig: sandbox.kubeconfig,
      contextName: `${sandbox.name}-sandbox`,
      apiServer: sandbox.apiServer,
      alreadyRunning: true,
    });
    expect(Date.now() - started).toBeLessThan(200);
  });

  test("its environment names the pinned tools and its own kubeconfig", async () => {
    const { KUBECONFIG, PATH } = await sandboxEnv({ name: sandbox.name, env });
    expect(KUBECONFIG).toBe(sandbox.kubeconfig);
    const { stdout } = await promisify(execFile)("kubectl", ["version", "-o", "json"], { env: { KUBECONFIG, PATH } });
    const { clientVersion, serverVersion } = JSON.parse(stdout) as Record<string, { gitVersion: string }>;
    expect([clientVersion?.gitVersion, serverVersion?.gitVersion]).toEqual(["v1.37.1", "v1.37.1"]);
  });

  test("up repairs it after a kill, and its objects are still there", async () => {
    await apply(namespace("survivor"));
    await killComponents("kube-apiserver", "kwok-controller");
    expect((await sandboxStatus({ name: sandbox.name, env })).phase).toBe("broken");
    const events: SandboxEvent[] = [];
    expect((await sandboxUp({ name: sandbox.name, env, onEvent: (event) => events.push(event) })).alreadyRunning).toBe(false);
    expect(events[0]).toEqual({ type: "sandbox", phase: "repairing", detail: "starting again: kube-apiserver, kwok-controller" });
    expect(await kubectl("get", "namespace", "survivor", "-o", "name")).toBe("namespace/survivor");
  });

  test("a pid that belongs to another program now is not taken for its own", async () => {
    const paths = sandboxPaths(sandbox.name, env);
    await killComponents("kube-scheduler");
    await writeFile(join(paths.cluster, "pids", "kube-scheduler.pid"), String(process.pid));
    await sandboxUp({ name: sandbox.name, env });
    const status = await sandboxStatus({ name: sandbox.name, env });
    expect(status.phase === "running" && status.components.find(({ name }) => name === "kube-scheduler")?.pid).not.toBe(process.pid);
  });

  test("a port that was taken meanwhile is named, with the way out", async () => {
    const { ports } = (await readSandboxState(sandboxPaths(sandbox.name, env).state)) ?? {};
    await killComponents("kube-scheduler");
    const server = await listenOnceFree(ports?.scheduler ?? 0);
    try {
      await expect(sandboxUp({ name: sandbox.name, env })).rejects.toMatchObject({
        code: "PORT_IN_USE",
        message: `start kube-scheduler of the sandbox ${sandbox.name}: another program listens on 127.0.0.1:${ports?.scheduler}`,
      });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    expect((await sandboxUp({ name: sandbox.name, env })).alreadyRunning).toBe(false);
  });

  test("two at once make one; down removes all processes and files", async () => {
    const name = `${sandbox.name}-2`;
    const both = await Promise.all([sandboxUp({ name, env, nodes: 1 }), sandboxUp({ name, env, nodes: 1 })]);
    expect(both.map(({ alreadyRunning }) => String(alreadyRunning)).toSorted()).toEqual(["false", "true"]);
    expect(new Set(both.map(({ apiServer }) => apiServer)).size).toBe(1);
    expect(await processesOf(name)).toHaveLength(5);
    expect(await sandboxDown({ name, env })).toEqual({ removed: true });
    expect(await processesOf(name)).toEqual([]);
    expect((await readdir(join(stateHome, "helmwright", "sandbox"))).toSorted()).toEqual([sandbox.name]);
    expect(await sandboxDown({ name, env })).toEqual({ removed: false });
    expect(await sandboxStatus({ name, env })).toEqual({ name, phase: "absent" });
  });

  test("stopped while it starts, it leaves nothing", async () => {
    const name = `${sandbox.name}-3`;
    const abort = new AbortController();
    const work = sandboxUp({ name, env, signal: abort.signal });
    while ((await processesOf(name)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort(new Error("stopped"));
    await expect(work).rejects.toThrow("stopped");
    expect([await processesOf(name), existsSync(sandboxPaths(name, env).home)]).toEqual([[], false]);
  });

  test("what a killed start left behind is replaced", async () => {
    const name = `${sandbox.name}-4`;
    const paths = sandboxPaths(name, env);
    const state = await readSandboxState(sandboxPaths(sandbox.name, env).state);
    if (!state) throw new Error("no state");
    await mkdir(paths.home, { recursive: true });
    await writeSandboxState(paths.state, { ...state, phase: "creating" });
    expect((await sandboxUp({ name, env, nodes: 1 })).apiServer).not.toBe(state.apiServer);
    await sandboxDown({ name, env });
  });

  test("the user's kubeconfig is not touched", async () => {
    const text = await readFile(join(homedir(), ".kube", "config"), "utf8").catch(() => "");
    expect(text).not.toContain(sandbox.apiServer);
  });
});

async function killComponents(...names: readonly string[]): Promise<void> {
  const status = await sandboxStatus({ name: sandbox.name, env });
  if (status.phase === "absent") throw new Error("no sandbox");
  for (const { name, pid } of status.components) if (pid !== undefined && names.includes(name)) process.kill(pid, "SIGKILL");
  const gone = async (): Promise<boolean> => {
    const now = await sandboxStatus({ name: sandbox.name, env });
    return now.phase !== "absent" && now.components.every(({ name, pid }) => !names.includes(name) || pid === undefined);
  };
  while (!(await gone())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function listenOnceFree(port: number): Promise<Server> {
  while (await isPortTaken(port)) await new Promise((resolve) => setTimeout(resolve, 50));
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return server;
}

/** Pids whose program lies in the sandbox's directory, whoever knows of them. */
async function processesOf(name: string): Promise<string[]> {
  const prefix = join(sandboxPaths(name, env).cluster, "bin");
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return pids.filter((_, index) => lines[index]?.startsWith(prefix));
}

async function listeningAddresses(pid: number): Promise<{ address: string; port: number }[]> {
  const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => "")));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const tables = await Promise.all(["tcp", "tcp6"].map((table) => readFile(`/proc/${pid}/net/${table}`, "utf8").catch(() => "")));
  const listen = "0A";
  return tables.flatMap((table) =>
    table.split("\n").flatMap((line) => {
      const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
      if (state !== listen || !inodes.has(inode)) return [];
      const [hex = "", port = ""] = local.split(":");
      const address =
        hex.length === 8
          ? (hex.match(/../g) ?? [])
              .toReversed()
              .map((byte) => Number.parseInt(byte, 16))
              .join(".")
          : hex;
      return [{ address, port: Number.parseInt(port, 16) }];
    }),
  );
}
