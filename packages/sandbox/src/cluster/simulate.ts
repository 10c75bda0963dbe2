import { readinessStages } from "../stages/readiness-stages.ts";
import type { SimulationRule } from "../stages/readiness-stages.ts";
import { connectApi } from "./api-client.ts";
import { sandboxPaths } from "./sandbox-paths.ts";
import { readSandboxState } from "./sandbox-state.ts";
import { noSandbox } from "./sandbox-status.ts";

export interface SimulateOptions {
  /** Default: `helmwright`. */
  readonly name?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Makes custom resources of these kinds Ready, as their operators would if they ran. The definitions may come later, go
 * and come again; objects get their status about two seconds after their definition, and at once from then on.
 * A rule stays until the sandbox goes; the same rule again changes nothing. Throws `SANDBOX_MISSING`, `SANDBOX_API`.
 */
export async function simulate(rules: readonly SimulationRule[], { name = "helmwright", env }: SimulateOptions = {}): Promise<void> {
  if (rules.length === 0) return;
  const paths = sandboxPaths(name, env);
  const state = await readSandboxState(paths.state);
  if (state?.phase !== "ready") throw noSandbox(name);
  const api = await connectApi(state.apiServer, paths.pki);
  try {
    await Promise.all(
      readinessStages(rules).map((stage) => api.apply(`/apis/kwok.x-k8s.io/v1alpha1/stages/${stage.metadata.name}`, stage)),
    );
  } finally {
    api.close();
  }
}
