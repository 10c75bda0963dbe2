import { stat } from "node:fs/promises";
import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";

import { connectApi } from "./api-client.ts";
import { sandboxPaths } from "./sandbox-paths.ts";
import { listProcesses } from "./sandbox-processes.ts";
import type { ComponentName } from "./sandbox-processes.ts";
import { readSandboxState } from "./sandbox-state.ts";
import type { SandboxPorts } from "./sandbox-state.ts";
import { apiIsReady } from "./set-up-cluster.ts";

export interface SandboxStatusOptions {
  /** Default: `helmwright`. */
  readonly name?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** `absent`: never made. `running`: all processes live and the API server is ready. `broken`: it exists, and `sandboxUp` repairs it. */
export type SandboxStatus =
  | { readonly name: string; readonly phase: "absent" }
  | {
      readonly name: string;
      readonly phase: "running" | "broken";
      readonly kubernetesVersion: string;
      readonly kubeconfig: string;
      readonly contextName: string;
      readonly apiServer: string;
      readonly ports: SandboxPorts;
      readonly nodes: readonly string[];
      readonly components: readonly ComponentStatus[];
      /** ISO 8601. */
      readonly createdAt: string;
    };

export interface ComponentStatus {
  readonly name: ComponentName;
  /** Absent when it doesn't run. */
  readonly pid?: number | undefined;
  /** Seconds since it was started. Absent when it doesn't run. */
  readonly uptime?: number | undefined;
  /** Absolute path. */
  readonly log: string;
}

/** Looks at a sandbox and changes nothing. */
export async function sandboxStatus({ name = "helmwright", env }: SandboxStatusOptions = {}): Promise<SandboxStatus> {
  const paths = sandboxPaths(name, env);
  const state = await readSandboxState(paths.state);
  if (!state) return { name, phase: "absent" };
  const processes = await listProcesses(paths);
  const components = await Promise.all(
    processes.map(async ({ name: component, pid }): Promise<ComponentStatus> => {
      const log = join(paths.cluster, "logs", `${component}.log`);
      if (pid === undefined) return { name: component, log };
      const started = await stat(join(paths.cluster, "pids", `${component}.pid`));
      return { name: component, pid, uptime: Math.max(0, Math.round((Date.now() - started.mtimeMs) / 1000)), log };
    }),
  );
  const alive = state.phase === "ready" && components.every(({ pid }) => pid !== undefined);
  const { kubernetesVersion, contextName, apiServer, ports, nodes, createdAt } = state;
  const phase = alive && (await answers(apiServer, paths.pki)) ? "running" : "broken";
  return { name, phase, kubernetesVersion, kubeconfig: paths.kubeconfig, contextName, apiServer, ports, nodes, components, createdAt };
}

export function noSandbox(name: string): HelmwrightError {
  return new HelmwrightError("SANDBOX_MISSING", `use the sandbox ${name}: it does not exist`, { hint: "Start it with `sandbox up`." });
}

async function answers(apiServer: string, pki: string): Promise<boolean> {
  const api = await connectApi(apiServer, pki);
  try {
    return await apiIsReady(api);
  } finally {
    api.close();
  }
}
