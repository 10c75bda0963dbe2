import { existsSync } from "node:fs";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { withLock, writeFailure } from "../with-lock.ts";
import type { ToolEvent } from "../tools/tool-event.ts";
import { connectApi } from "./api-client.ts";
import type { ApiClient } from "./api-client.ts";
import { removeSandbox } from "./remove-sandbox.ts";
import { sandboxPaths } from "./sandbox-paths.ts";
import type { SandboxPaths } from "./sandbox-paths.ts";
import { endProcesses, listProcesses } from "./sandbox-processes.ts";
import { readSandboxState, writeSandboxState } from "./sandbox-state.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { apiIsReady, setUpCluster, waitForApi } from "./set-up-cluster.ts";

const sandboxTools = ["kwokctl", "kwok", "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl"] as const;

/** What `sandboxUp` tells while it works. */
export type SandboxEvent =
  | ToolEvent
  | { readonly type: "sandbox"; readonly phase: "waiting" | "starting" | "repairing" | "configuring" | "ready"; readonly detail: string };

export interface SandboxUpOptions {
  /** Several sandboxes run side by side under different names. Default: `helmwright`. */
  readonly name?: string | undefined;
  /** How many simulated nodes. Default: 3. A sandbox that exists keeps the nodes it was made with. */
  readonly nodes?: number | undefined;
  /** Where state and tools are kept, as `XDG_STATE_HOME`, `XDG_CACHE_HOME`, `HOME` and `PATH` say. Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly onEvent?: ((event: SandboxEvent) => void) | undefined;
  /** Aborting ends what was begun: a sandbox that was being made is removed again. */
  readonly signal?: AbortSignal | undefined;
}

export interface Sandbox {
  readonly name: string;
  /** Absolute path of a kubeconfig whose only context is `contextName`. */
  readonly kubeconfig: string;
  readonly contextName: string;
  /** `https://127.0.0.1:<port>` */
  readonly apiServer: string;
  /** Whether there was nothing to do. */
  readonly alreadyRunning: boolean;
}

/**
 * Makes sure that a sandbox runs: makes it, starts what is missing of it, or finds it running, which takes no time.
 * The processes outlive this one, and listen on the loopback only.
 *
 * Throws `TOOLS_UNAVAILABLE`, `PORT_IN_USE`, `SANDBOX_START`, `SANDBOX_TIMEOUT`, `DISK_FULL`, `NOT_WRITABLE`.
 */
export async function sandboxUp(options: SandboxUpOptions = {}): Promise<Sandbox> {
  const { name = "helmwright", env = process.env, onEvent, signal } = options;
  const paths = sandboxPaths(name, env);
  signal?.throwIfAborted();
  const running = await findRunning(paths);
  if (running) return describe(paths, running, true);
  const onWait = (): void => onEvent?.({ type: "sandbox", phase: "waiting", detail: `another process works on the sandbox ${name}` });
  try {
    return await withLock(paths.lock, () => upLocked(paths, options), { signal, onWait, stale: 5000 });
  } catch (cause) {
    throw writeFailure(`start the sandbox ${name} in ${paths.home}`, cause) ?? cause;
  }
}

async function upLocked(paths: SandboxPaths, options: SandboxUpOptions): Promise<Sandbox> {
  const running = await findRunning(paths);
  if (running) return describe(paths, running, true);
  const state = await readSandboxState(paths.state);
  if (state?.phase === "ready") return describe(paths, await repair(paths, state, options), false);
  // A sandbox that was never finished holds nothing of value.
  await removeSandbox(paths);
  return describe(paths, await create(paths, options), false);
}

/** The state, when every process is alive and the API server is ready. */
async function findRunning(paths: SandboxPaths): Promise<SandboxState | undefined> {
  const state = await readSandboxState(paths.state);
  if (state?.phase !== "ready") return undefined;
  if ((await listProcesses(paths)).some(({ pid }) => pid === undefined)) return undefined;
  return (await withApi(paths, state, apiIsReady)) ? state : undefined;
}

async function create(paths: SandboxPaths, options: SandboxUpOptions): Promise<SandboxState> {
  const { onEvent, signal, env = process.env, nodes = 3 } = options;
  const { resolveTools } = await import("../tools/resolve-tools.ts");
  const tools = await resolveTools({ names: sandboxTools, env, onEvent, signal });
  const programs = Object.fromEntries(Object.entries(tools).map(([name, { path }]) => [name, path]));
  const { findFreePorts } = await import("./free-ports.ts");
  const ports = await findFreePorts();
  const state: SandboxState = {
    version: 1,
    phase: "creating",
    kubernetesVersion: tools["kube-apiserver"]?.version ?? "",
    contextName: `${paths.name}-sandbox`,
    apiServer: `https://127.0.0.1:${ports.apiServer}`,
    ports,
    nodes: Array.from({ length: nodes }, (_, index) => `node-${index + 1}`),
    createdAt: new Date().toISOString(),
    tools: programs,
  };
  onEvent?.({ type: "sandbox", phase: "starting", detail: `starting Kubernetes ${state.kubernetesVersion} on ${state.apiServer}` });
  try {
    await mkdir(paths.home, { recursive: true, mode: 0o700 });
    await writeSandboxState(paths.state, state);
    await writeConfiguration(paths, state);
    await start(paths, state, "create", options);
    return await finish(paths, state, options);
  } catch (error) {
    await removeSandbox(paths);
    throw error;
  }
}

async function repair(paths: SandboxPaths, state: SandboxState, options: SandboxUpOptions): Promise<SandboxState> {
  const missing = (await listProcesses(paths)).filter(({ pid }) => pid === undefined).map(({ name }) => name);
  options.onEvent?.({ type: "sandbox", phase: "repairing", detail: `starting again: ${missing.join(", ") || "all processes"}` });
  await replaceLostTools(paths, state, options);
  // All processes run, and the API server doesn't answer: only a restart helps.
  if (missing.length === 0) await endProcesses(paths);
  await start(paths, state, "start", options);
  return finish(paths, state, options);
}

/** The cache may have been emptied since. The processes are started through links, which are set anew. */
async function replaceLostTools(paths: SandboxPaths, { tools }: SandboxState, { env, onEvent, signal }: SandboxUpOptions): Promise<void> {
  const lost = Object.keys(tools).filter((name) => !existsSync(tools[name] ?? ""));
  if (lost.length === 0) return;
  const { resolveTools } = await import("../tools/resolve-tools.ts");
  const found = await resolveTools({ names: lost, env, onEvent, signal });
  for (const name of lost) {
    const link = join(paths.cluster, "bin", name === "kwok" ? "kwok-controller" : name);
    await rm(link, { force: true });
    await symlink(found[name]?.path ?? "", link);
  }
}

async function start(paths: SandboxPaths, state: SandboxState, action: "create" | "start", options: SandboxUpOptions): Promise<void> {
  const { startCluster } = await import("./start-cluster.ts");
  await startCluster({ paths, state, action, env: options.env ?? process.env, signal: options.signal });
}

async function finish(paths: SandboxPaths, state: SandboxState, { onEvent, signal }: SandboxUpOptions): Promise<SandboxState> {
  const { writeKubeconfig } = await import("./kubeconfig.ts");
  await writeKubeconfig(paths.kubeconfig, { contextName: state.contextName, apiServer: state.apiServer, pki: paths.pki });
  onEvent?.({ type: "sandbox", phase: "configuring", detail: "setting up nodes" });
  await withApi(paths, state, async (api) => {
    await waitForApi(api, signal);
    await setUpCluster(api, state, signal);
  });
  const ready: SandboxState = { ...state, phase: "ready" };
  await writeSandboxState(paths.state, ready);
  onEvent?.({ type: "sandbox", phase: "ready", detail: `${state.nodes.length} simulated nodes, context ${state.contextName}` });
  return ready;
}

async function writeConfiguration(paths: SandboxPaths, { ports, tools }: SandboxState): Promise<void> {
  const { clusterConfig, schedulerConfig } = await import("./cluster-config.ts");
  await writeFile(paths.schedulerConfig, schedulerConfig());
  // In the format of the container runtime interface: time, stream, full line, text.
  const line = `${new Date().toISOString()} stdout F Containers do not run in a sandbox: nodes and pods are simulated.\n`;
  await writeFile(paths.containerLog, line);
  await writeFile(paths.kwokctlConfig, clusterConfig({ paths, ports, tools }));
}

async function withApi<T>(paths: SandboxPaths, state: SandboxState, use: (api: ApiClient) => Promise<T>): Promise<T> {
  const api = await connectApi(state.apiServer, paths.pki);
  try {
    return await use(api);
  } finally {
    api.close();
  }
}

function describe(paths: SandboxPaths, state: SandboxState, alreadyRunning: boolean): Sandbox {
  return { name: paths.name, kubeconfig: paths.kubeconfig, contextName: state.contextName, apiServer: state.apiServer, alreadyRunning };
}
