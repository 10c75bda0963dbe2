import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { HelmwrightError } from "@helmwright/core";

import { isPortTaken } from "./free-ports.ts";
import { clusterName } from "./sandbox-paths.ts";
import type { SandboxPaths } from "./sandbox-paths.ts";
import { endProcesses, forgetDeadProcesses, listProcesses } from "./sandbox-processes.ts";
import type { ComponentName } from "./sandbox-processes.ts";
import type { SandboxPorts, SandboxState } from "./sandbox-state.ts";

export interface StartClusterInput {
  readonly paths: SandboxPaths;
  readonly state: Pick<SandboxState, "ports" | "tools">;
  /** `create` makes a cluster from `configFile`, `start` starts what is missing of one that exists. */
  readonly action: "create" | "start";
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts the processes of a sandbox; they outlive this one. Returns when the API server answers.
 * Throws `PORT_IN_USE` when another program listens on one of its ports, `SANDBOX_START` when a process ends again.
 */
export async function startCluster(input: StartClusterInput): Promise<void> {
  await runKwokctl(input);
  if (input.action === "create") {
    // The controller began before its own kinds existed, and asks again only seconds later.
    await endProcesses(input.paths, { only: "kwok-controller", grace: 0 });
    await runKwokctl({ ...input, action: "start" });
  }
}

async function runKwokctl({ paths, state, action, env, signal }: StartClusterInput): Promise<void> {
  await forgetDeadProcesses(paths);
  await refuseTakenPorts(paths, state.ports);
  const { execa } = await import("execa");
  // Without a kubeconfig of its own, kwokctl writes into the user's.
  const creating = ["--kubeconfig", join(paths.home, "kwokctl-kubeconfig.yaml"), "--timeout", "90s"];
  const args = ["--config", paths.kwokctlConfig, "--name", clusterName, action, "cluster", ...(action === "create" ? creating : [])];
  const watch = new AbortController();
  const cancelSignal = signal ? AbortSignal.any([signal, watch.signal]) : watch.signal;
  const running = execa(state.tools["kwokctl"] ?? "kwokctl", args, {
    cwd: paths.home,
    env: { PATH: env["PATH"], HOME: paths.home, KWOK_WORKDIR: paths.home },
    extendEnv: false,
    stdin: "ignore",
    all: true,
    reject: false,
    cancelSignal,
    forceKillAfterDelay: 2000,
  });
  const died = watchForDeath(paths, watch);
  const result = await running;
  const dead = watch.signal.aborted ? (watch.signal.reason as ComponentName) : undefined;
  watch.abort();
  await died;
  signal?.throwIfAborted();
  if (dead) throw await componentDied(paths, state.ports, dead);
  if (result.failed) {
    throw new HelmwrightError(
      "SANDBOX_START",
      `${action} the sandbox ${paths.name}: kwokctl ended with ${result.exitCode ?? result.signal}: ${lastLines(result.all ?? "", 5)}`,
      {
        hint: `Read the logs in ${join(paths.cluster, "logs")}, or start afresh with \`sandbox down\` and \`sandbox up\`.`,
      },
    );
  }
}

/** Aborts with the name of the first process that was seen alive and is no more. kwokctl would wait two minutes for it. */
async function watchForDeath(paths: SandboxPaths, watch: AbortController): Promise<void> {
  const seen = new Set<ComponentName>();
  while (!watch.signal.aborted) {
    for (const { name, pid } of await listProcesses(paths)) {
      if (pid !== undefined) seen.add(name);
      else if (seen.has(name) && !watch.signal.aborted) watch.abort(name);
    }
    await sleep(100);
  }
}

async function refuseTakenPorts(paths: SandboxPaths, ports: SandboxPorts): Promise<void> {
  const alive = new Set((await listProcesses(paths)).flatMap(({ name, pid }) => (pid === undefined ? [] : name)));
  for (const [name, port] of portsOf(ports)) {
    if (!alive.has(name) && (await staysTaken(port))) throw portInUse(paths, name, port);
  }
}

/** A process that was just killed lets go of its port a moment later than of its name. */
async function staysTaken(port: number): Promise<boolean> {
  const deadline = Date.now() + 3000;
  while (await isPortTaken(port)) {
    if (Date.now() > deadline) return true;
    await sleep(50);
  }
  return false;
}

async function componentDied(paths: SandboxPaths, ports: SandboxPorts, name: ComponentName): Promise<HelmwrightError> {
  for (const [owner, port] of portsOf(ports)) {
    if (owner === name && (await isPortTaken(port))) return portInUse(paths, name, port);
  }
  const log = join(paths.cluster, "logs", `${name}.log`);
  const text = await readFile(log, "utf8").catch(() => "");
  return new HelmwrightError("SANDBOX_START", `start ${name} of the sandbox ${paths.name}: it ended again: ${lastLines(text, 3)}`, {
    hint: `Read ${log}.`,
  });
}

function portsOf(ports: SandboxPorts): readonly (readonly [ComponentName, number])[] {
  return [
    ["etcd", ports.etcd],
    ["etcd", ports.etcdPeer],
    ["kube-apiserver", ports.apiServer],
    ["kube-controller-manager", ports.controllerManager],
    ["kube-scheduler", ports.scheduler],
    ["kwok-controller", ports.kwok],
  ];
}

function portInUse(paths: SandboxPaths, name: ComponentName, port: number): HelmwrightError {
  return new HelmwrightError("PORT_IN_USE", `start ${name} of the sandbox ${paths.name}: another program listens on 127.0.0.1:${port}`, {
    hint: "End that program, or make the sandbox anew on other ports with `sandbox down` and `sandbox up`.",
  });
}

function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n") || "no output";
}
