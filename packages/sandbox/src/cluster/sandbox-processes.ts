import { readdir, readFile, rm } from "node:fs/promises";
import { join, sep } from "node:path";

import type { SandboxPaths } from "./sandbox-paths.ts";

/** The processes of a sandbox, in the order in which they need each other. */
const componentNames = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok-controller"] as const;
export type ComponentName = (typeof componentNames)[number];

export interface SandboxProcess {
  readonly name: ComponentName;
  /** Absent when it doesn't run. */
  readonly pid?: number | undefined;
}

/** What runs of a sandbox. A pid counts only when its program is this sandbox's: pids are reused after a restart of the machine. */
export function listProcesses(paths: SandboxPaths): Promise<SandboxProcess[]> {
  return Promise.all(
    componentNames.map(async (name) => {
      const pid = await readPid(pidFile(paths, name));
      return pid !== undefined && (await readCommandLine(pid)).startsWith(program(paths, name)) ? { name, pid } : { name };
    }),
  );
}

/** Removes the pid files of processes that are gone: kwokctl would take another program's pid for its own, and end it. */
export async function forgetDeadProcesses(paths: SandboxPaths): Promise<void> {
  const processes = await listProcesses(paths);
  await Promise.all(processes.filter(({ pid }) => pid === undefined).map(({ name }) => rm(pidFile(paths, name), { force: true })));
}

interface EndOptions {
  readonly grace?: number;
  /** Default: all. */
  readonly only?: ComponentName;
}

/**
 * Ends all processes of a sandbox, also those whose pid was never written down. Returns when they are gone.
 * `grace` is the time in milliseconds before they are ended by force. Default: 3000.
 */
export async function endProcesses(paths: SandboxPaths, { grace = 3000, only }: EndOptions = {}): Promise<void> {
  const deadline = Date.now() + grace;
  let signal: NodeJS.Signals | 0 = "SIGTERM";
  for (;;) {
    const pids = await findProcesses(only ? program(paths, only) : join(paths.cluster, "bin") + sep);
    if (pids.length === 0) return;
    for (const pid of pids) sendSignal(pid, signal);
    signal = Date.now() > deadline ? "SIGKILL" : 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function program(paths: SandboxPaths, name: ComponentName): string {
  return join(paths.cluster, "bin", name);
}

function pidFile(paths: SandboxPaths, name: ComponentName): string {
  return join(paths.cluster, "pids", `${name}.pid`);
}

async function readPid(file: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(file, "utf8"), 10);
    return pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

async function findProcesses(prefix: string): Promise<number[]> {
  if (process.platform === "linux") {
    const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)).map(Number);
    const lines = await Promise.all(pids.map(readCommandLine));
    return pids.filter((_, index) => lines[index]?.startsWith(prefix));
  }
  const { execa } = await import("execa");
  const { stdout } = await execa("ps", ["-axww", "-o", "pid=,command="]);
  return stdout.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line);
    return match?.[2]?.startsWith(prefix) ? [Number(match[1])] : [];
  });
}

/** Empty for a process that is gone or only waits to be reaped. */
async function readCommandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  const { execa } = await import("execa");
  const { stdout } = await execa("ps", ["-ww", "-o", "command=", "-p", String(pid)], { reject: false });
  return stdout;
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
