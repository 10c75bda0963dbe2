import { rm } from "node:fs/promises";

import type { SandboxPaths } from "./sandbox-paths.ts";
import { endProcesses } from "./sandbox-processes.ts";

/** Ends the processes of a sandbox and removes its files, whatever state they are in. */
export async function removeSandbox(paths: SandboxPaths): Promise<void> {
  // Nothing in it is kept, so nothing has to be written in order.
  await endProcesses(paths, { grace: 0 });
  await rm(paths.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
