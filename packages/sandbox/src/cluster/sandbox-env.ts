import { delimiter, dirname } from "node:path";

import type { ToolEvent } from "../tools/tool-event.ts";
import { sandboxPaths } from "./sandbox-paths.ts";
import { readSandboxState } from "./sandbox-state.ts";
import { noSandbox } from "./sandbox-status.ts";

export interface SandboxEnvOptions {
  /** Default: `helmwright`. */
  readonly name?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly onEvent?: ((event: ToolEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The variables that point a shell at a sandbox: KUBECONFIG, and PATH with the pinned `helm` and `kubectl` first.
 * Gets the two when they aren't there. Throws `SANDBOX_MISSING`, and what `resolveTools` throws.
 */
export async function sandboxEnv(options: SandboxEnvOptions = {}): Promise<{ readonly KUBECONFIG: string; readonly PATH: string }> {
  const { name = "helmwright", env = process.env, onEvent, signal } = options;
  const paths = sandboxPaths(name, env);
  if ((await readSandboxState(paths.state))?.phase !== "ready") throw noSandbox(name);
  const { resolveTools } = await import("../tools/resolve-tools.ts");
  const tools = await resolveTools({ names: ["helm", "kubectl"], env, onEvent, signal });
  const directories = Object.values(tools).map(({ path }) => dirname(path));
  const PATH = [...new Set([...directories, ...(env["PATH"] ?? "").split(delimiter)])].filter(Boolean).join(delimiter);
  return { KUBECONFIG: paths.kubeconfig, PATH };
}
