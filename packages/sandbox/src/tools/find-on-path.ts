import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

import type { ToolPin } from "../pins.ts";

/** `found` is as good as the pinned one; `unfit` says why an executable on PATH is passed over. */
export type PathSearch =
  | { readonly result: "found"; readonly path: string; readonly version: string }
  | { readonly result: "unfit"; readonly reason: string }
  | { readonly result: "absent" };

/** Looks for an executable of a tool on PATH, at a version the pin supports. The first fit one counts. */
export async function findOnPath(pin: ToolPin, executable: string, env: NodeJS.ProcessEnv): Promise<PathSearch> {
  let unfit: PathSearch = { result: "absent" };
  for (const path of await executablesOnPath(executable, env)) {
    const version = await askVersion(path, pin.versionArgs?.[executable] ?? ["--version"], env);
    if (version === undefined) {
      unfit = { result: "unfit", reason: `${path} does not tell its version` };
      continue;
    }
    const { satisfies } = (await import("semver")).default;
    if (satisfies(version, pin.supported)) return { result: "found", path, version: `v${version}` };
    unfit = { result: "unfit", reason: `${path} is v${version}, and ${pin.supported} is needed` };
  }
  return unfit;
}

/** All files of this name on PATH that may be executed, in order. */
export async function executablesOnPath(name: string, env: NodeJS.ProcessEnv, more: readonly string[] = []): Promise<string[]> {
  const directories = [...(env["PATH"] ?? "").split(delimiter).filter(Boolean), ...more];
  const paths = await Promise.all(
    directories.map(async (directory) => {
      const path = join(directory, name);
      return (await mayExecute(path)) ? [path] : [];
    }),
  );
  return [...new Set(paths.flat())];
}

/** `1.2.3`, or undefined when the program fails, hangs or says something else. */
export async function askVersion(path: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { execa } = await import("execa");
  const { all } = await execa(path, args, {
    env: { PATH: env["PATH"], HOME: env["HOME"] },
    extendEnv: false,
    stdin: "ignore",
    all: true,
    reject: false,
    timeout: 10_000,
    maxBuffer: 100_000,
  });
  return /(?:^|[^\d.])(\d+\.\d+(?:\.\d+)?)(?=$|[^\d.])/m.exec(all ?? "")?.[1]?.replace(/^(\d+\.\d+)$/, "$1.0");
}

async function mayExecute(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
