import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

import { execa } from "execa";

export const testDirectory: string = fileURLToPath(new URL(".", import.meta.url));
const binary = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunBinaryOptions {
  /** Default: the directory of these tests. */
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Standard input. Default: none. */
  readonly input?: string | undefined;
}

/** A run that has not ended yet. */
export interface Running extends Promise<Ended> {
  readonly stderr: Readable;
  kill(signal: NodeJS.Signals): boolean;
}

/** Starts `helmwright` as a user does, without a terminal; a sandbox of the machine's owner is never touched. */
export function startHelmwright(args: readonly string[], { cwd = testDirectory, env = {}, input }: RunBinaryOptions = {}): Running {
  const child = execa(process.execPath, [binary, ...args], {
    cwd,
    env: { HELMWRIGHT_SANDBOX: "test-cli-absent", HELMWRIGHT_PLATFORM_FILE: "", ...env },
    ...(input === undefined ? { stdin: "ignore" as const } : { input }),
    reject: false,
  });
  const ended = child.then(({ exitCode, stdout, stderr }): Ended => ({ exitCode, stdout, stderr }));
  return Object.assign(ended, { stderr: child.stderr, kill: (signal: NodeJS.Signals) => child.kill(signal) });
}

/** The same, to its end. */
export async function helmwright(args: readonly string[], options: RunBinaryOptions = {}): Promise<Ended> {
  return startHelmwright(args, options);
}
