import { readFile, rename, writeFile } from "node:fs/promises";

import { HelmwrightError } from "@helmwright/core";

/** The ports of one sandbox, all of them on 127.0.0.1. */
export interface SandboxPorts {
  readonly apiServer: number;
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
}

/** What is remembered of a sandbox. `phase` is `creating` until everything in it has been set up once. */
export interface SandboxState {
  readonly version: 1;
  readonly phase: "creating" | "ready";
  readonly kubernetesVersion: string;
  readonly contextName: string;
  readonly apiServer: string;
  readonly ports: SandboxPorts;
  readonly nodes: readonly string[];
  /** ISO 8601. */
  readonly createdAt: string;
  /** Executables by name, as absolute paths. */
  readonly tools: Readonly<Record<string, string>>;
}

/** Undefined when there is no such sandbox. Throws `SANDBOX_STATE` when the file can't be understood. */
export async function readSandboxState(file: string): Promise<SandboxState | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new HelmwrightError("SANDBOX_STATE", `read the state of the sandbox from ${file}: ${(cause as Error).message}`, { cause });
  }
  try {
    const state = JSON.parse(text) as SandboxState;
    if (state.version === 1 && typeof state.apiServer === "string" && typeof state.ports === "object") return state;
  } catch (cause) {
    throw unreadable(file, cause);
  }
  throw unreadable(file);
}

/** Replaces the file in one step: a reader sees the old state or the new one. */
export async function writeSandboxState(file: string, state: SandboxState): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(temporary, file);
}

function unreadable(file: string, cause?: unknown): HelmwrightError {
  return new HelmwrightError("SANDBOX_STATE", `read the state of the sandbox from ${file}: the file is damaged or of another version`, {
    hint: "Remove the sandbox with `sandbox down` and start it again.",
    ...(cause === undefined ? {} : { cause }),
  });
}
