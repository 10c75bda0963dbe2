import { fileURLToPath } from "node:url";

import { execa } from "execa";
import type { ResultPromise } from "execa";

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
}

interface ChildOptions {
  cwd: string;
  env: Record<string, string>;
  stdin: "ignore";
  reject: false;
}

/** Starts `helmwright` as a user does, without a terminal; a sandbox of the machine's owner is never touched. */
export function startHelmwright(
  args: readonly string[],
  { cwd = testDirectory, env = {} }: RunBinaryOptions = {},
): ResultPromise<ChildOptions> {
  return execa(process.execPath, [binary, ...args], {
    cwd,
    env: { HELMWRIGHT_SANDBOX: "test-cli-absent", HELMWRIGHT_PLATFORM_FILE: "", ...env },
    stdin: "ignore",
    reject: false,
  });
}

/** The same, to its end. */
export async function helmwright(args: readonly string[], options: RunBinaryOptions = {}): Promise<Ended> {
  const { exitCode, stdout, stderr } = await startHelmwright(args, options);
  return { exitCode, stdout, stderr };
}
