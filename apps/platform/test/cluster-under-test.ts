import { definePlatform } from "@helmwright/core";
import type { Component, EngineEvent, PlanDocument, Platform, RunReport } from "@helmwright/core";
import { connect } from "@helmwright/engine/connect";
import { connectCluster } from "@helmwright/kube";
import type { ClusterConnection } from "@helmwright/kube";
import { startTestSandbox } from "@helmwright/sandbox/testing";

export interface RunOptions {
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds a step may take. Default: 2 minutes. */
  readonly timeout?: number | undefined;
  readonly only?: readonly string[] | undefined;
}

/** A sandbox of a test file's own, and the engine on it. */
export interface ClusterUnderTest {
  readonly cluster: ClusterConnection;
  readonly kubeconfig: string;
  readonly contextName: string;
  /** Path of the pinned Helm. */
  readonly helm: string;
  plan(platform: Platform, options?: RunOptions): Promise<PlanDocument>;
  deploy(platform: Platform, options?: RunOptions): Promise<RunReport>;
  destroy(platform: Platform, options?: RunOptions & { readonly data?: boolean }): Promise<RunReport>;
  down(): Promise<void>;
}

export function platformOf(compose: () => Readonly<Record<string, Component>>, name = "test"): Platform {
  return definePlatform({ name, environments: { dev: { target: "sandbox", profile: "single-node" } }, compose });
}

export async function startClusterUnderTest(name: string, id: string): Promise<ClusterUnderTest> {
  const sandbox = await startTestSandbox({ name });
  const target = { kubeconfig: sandbox.kubeconfig, context: sandbox.contextName };
  const cluster = await connectCluster(target);
  const open = (platform: Platform, { timeout = 120_000, ...options }: RunOptions): ReturnType<typeof connect> =>
    connect(platform, {
      environment: "dev",
      id,
      target,
      timeout,
      prepare: ({ instances }) => sandbox.simulate(instances.flatMap(({ readiness }) => readiness)),
      ...options,
    });
  return {
    cluster,
    kubeconfig: sandbox.kubeconfig,
    contextName: sandbox.contextName,
    helm: sandbox.helm,
    plan: async (platform, options = {}) => {
      const connection = await open(platform, options);
      return connection.plan().finally(() => void connection.close());
    },
    deploy: async (platform, options = {}) => {
      const connection = await open(platform, options);
      return connection.deploy().finally(() => void connection.close());
    },
    destroy: async (platform, { data = true, ...options } = {}) => {
      const connection = await open(platform, options);
      return connection.destroy({ data }).finally(() => void connection.close());
    },
    down: async () => {
      cluster.close();
      await sandbox.down();
    },
  };
}

/** What a plan would do, one line a step that isn't idle. */
export function actionsOf({ steps }: PlanDocument): readonly string[] {
  return steps.flatMap(({ id, action }) => (action === "none" ? [] : [`${action} ${id}`]));
}
