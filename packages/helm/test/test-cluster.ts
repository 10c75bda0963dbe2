import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveTools, sandboxDown, sandboxUp } from "@helmwright/sandbox";
import { execa } from "execa";

export interface TestCluster {
  readonly binary: string;
  readonly kubeconfig: string;
  readonly homeDir: string;
  /** Runs kubectl and returns its output. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  down(): Promise<void>;
}

/** A sandbox of its own, with a fresh Helm home. */
export async function startTestCluster(name: string): Promise<TestCluster> {
  const tools = await resolveTools({ names: ["helm", "kubectl"] });
  const { kubeconfig } = await sandboxUp({ name, nodes: 1 });
  return {
    binary: tools["helm"]?.path ?? "",
    kubeconfig,
    homeDir: await mkdtemp(join(tmpdir(), "helmwright-home-")),
    kubectl: async (args, input = "") =>
      (await execa(tools["kubectl"]?.path ?? "", ["--kubeconfig", kubeconfig, ...args], { input })).stdout,
    down: async () => {
      await sandboxDown({ name });
    },
  };
}
