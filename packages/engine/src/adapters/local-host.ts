import { readdir, readFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Host } from "@helmwright/core";

import { PLATFORM_VARIABLE, RUN_VARIABLE } from "./helm-adapter.ts";

export interface LocalHostOptions {
  readonly platform: string;
  /** What relative paths of secret files are relative to. */
  readonly directory: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const IDENTITY = /^(?<who>.+) \(process (?<pid>\d+)\)$/;

export function localHost({ platform, directory, env = process.env }: LocalHostOptions): Host {
  const who = `${userInfo().username}@${hostname()}`;
  return {
    env: (variable) => env[variable],
    readFile: (path) => readFile(resolve(directory, path), "utf8"),
    identity: `${who} (process ${process.pid})`,
    isDead: (identity) => {
      const { who: owner, pid } = IDENTITY.exec(identity)?.groups ?? {};
      return owner === who && pid !== undefined && !isAlive(Number(pid));
    },
    endOrphans: () => endOrphans(platform),
    commit: async () => {
      // A run that changes nothing asks for no commit, and loading this takes as long as the rest of such a run.
      const { execa } = await import("execa");
      const { exitCode, stdout } = await execa("git", ["rev-parse", "HEAD"], { cwd: directory, reject: false, stderr: "ignore" });
      return exitCode === 0 ? stdout.trim() : undefined;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Milliseconds in which a process may end by itself after SIGTERM. */
const GRACE = 5000;

/**
 * Ends Helm processes of this platform that no living run has started: a killed run leaves its children writing. They are
 * told by a variable in their environment, which only Linux lets us read; elsewhere none is found.
 */
async function endOrphans(platform: string): Promise<number> {
  const pids = await orphans(platform);
  for (const pid of pids) signalProcess(pid, "SIGTERM");
  const deadline = performance.now() + GRACE;
  while (pids.some(isAlive) && performance.now() < deadline) await sleep(50);
  for (const pid of pids.filter(isAlive)) signalProcess(pid, "SIGKILL");
  return pids.length;
}

async function orphans(platform: string): Promise<readonly number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const pid = Number(entry);
      if (!Number.isInteger(pid) || pid === process.pid) return [];
      const environment = (await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")).split("\0");
      if (!environment.includes(`${PLATFORM_VARIABLE}=${platform}`)) return [];
      const starter = Number(environment.find((one) => one.startsWith(`${RUN_VARIABLE}=`))?.slice(RUN_VARIABLE.length + 1));
      return Number.isInteger(starter) && isAlive(starter) ? [] : [pid];
    }),
  );
  return found.flat();
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
