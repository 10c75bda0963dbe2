import { randomBytes } from "node:crypto";

import { sandboxDown } from "./cluster/sandbox-down.ts";
import { sandboxUp } from "./cluster/sandbox-up.ts";
import type { Sandbox, SandboxUpOptions } from "./cluster/sandbox-up.ts";
import { simulate } from "./cluster/simulate.ts";
import type { SimulationRule } from "./stages/readiness-stages.ts";
import { resolveTools } from "./tools/resolve-tools.ts";

/** A sandbox for one test file. Leaving an `await using` block removes it. */
export interface TestSandbox extends Sandbox, AsyncDisposable {
  /** Absolute paths of the pinned programs. */
  readonly helm: string;
  readonly kubectl: string;
  simulate(rules: readonly SimulationRule[]): Promise<void>;
  /** Ends it and removes its files. Safe to repeat. */
  down(): Promise<void>;
}

/** Starts a sandbox under a name of its own, in about four seconds. Default name: `test-` and eight random digits. */
export async function startTestSandbox(options: SandboxUpOptions = {}): Promise<TestSandbox> {
  const { name = `test-${randomBytes(4).toString("hex")}`, env } = options;
  const tools = await resolveTools({ names: ["helm", "kubectl"], env, onEvent: options.onEvent, signal: options.signal });
  const sandbox = await sandboxUp({ ...options, name });
  const down = async (): Promise<void> => {
    await sandboxDown({ name, env });
  };
  return {
    ...sandbox,
    helm: tools["helm"]?.path ?? "helm",
    kubectl: tools["kubectl"]?.path ?? "kubectl",
    simulate: (rules) => simulate(rules, { name, env }),
    down,
    [Symbol.asyncDispose]: down,
  };
}
