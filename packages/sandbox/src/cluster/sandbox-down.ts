import { existsSync } from "node:fs";

import { withLock } from "../with-lock.ts";
import { removeSandbox } from "./remove-sandbox.ts";
import { sandboxPaths } from "./sandbox-paths.ts";

export interface SandboxDownOptions {
  /** Default: `helmwright`. */
  readonly name?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Ends a sandbox and removes all that was in it. Says whether there was one. */
export async function sandboxDown({ name = "helmwright", env, signal }: SandboxDownOptions = {}): Promise<{ readonly removed: boolean }> {
  const paths = sandboxPaths(name, env);
  if (!existsSync(paths.home)) return { removed: false };
  return withLock(
    paths.lock,
    async () => {
      const removed = existsSync(paths.home);
      await removeSandbox(paths);
      return { removed };
    },
    { signal },
  );
}
