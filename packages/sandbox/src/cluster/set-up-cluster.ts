import { setTimeout as sleep } from "node:timers/promises";

import { HelmwrightError } from "@helmwright/core";

import { infrastructureStages } from "../stages/infrastructure-stages.ts";
import { retryStages } from "../stages/readiness-stages.ts";
import { workloadStages } from "../stages/workload-stages.ts";
import type { ApiClient } from "./api-client.ts";
import { admissionPolicies } from "./admission-policies.ts";
import type { SandboxState } from "./sandbox-state.ts";
import { simulatedNode } from "./simulated-node.ts";

/** Gives a fresh cluster its nodes and everything that stands in for what doesn't run. Safe to repeat. */
export async function setUpCluster(
  api: ApiClient,
  { nodes, ports }: Pick<SandboxState, "nodes" | "ports">,
  signal?: AbortSignal,
): Promise<void> {
  const stages = [...workloadStages(), ...infrastructureStages(), ...retryStages()];
  await Promise.all([
    ...stages.map((stage) => api.apply(`/apis/kwok.x-k8s.io/v1alpha1/stages/${stage.metadata.name}`, stage)),
    ...admissionPolicies().map(({ path, object }) => api.apply(path, object)),
    ...nodes.map((name, index) => createNode(api, simulatedNode(name, { index, kubeletPort: ports.kwok }))),
  ]);
  await waitUntil("the nodes of the sandbox are Ready", () => nodesAreReady(api, nodes), signal);
  // Pods are refused until the namespace has it.
  await waitUntil("the default service account exists", () => serviceAccountExists(api), signal);
}

/** Waits until the API server says it is ready. */
export async function waitForApi(api: ApiClient, signal?: AbortSignal): Promise<void> {
  await waitUntil("the API server of the sandbox is ready", () => apiIsReady(api), signal);
}

/** One question, answered within two seconds. */
export async function apiIsReady(api: ApiClient): Promise<boolean> {
  try {
    return (await api.send("GET", "/readyz", { accept: () => true, timeout: 2000 })).status === 200;
  } catch {
    return false;
  }
}

async function createNode(api: ApiClient, node: object): Promise<void> {
  await api.send("POST", "/api/v1/nodes", { body: node, accept: (status) => status === 201 || status === 409 });
}

async function nodesAreReady(api: ApiClient, names: readonly string[]): Promise<boolean> {
  const { text } = await api.send("GET", "/api/v1/nodes");
  const { items } = JSON.parse(text) as { items: readonly Node[] };
  const ready = items.filter(
    ({ spec, status }) => !spec.taints?.length && status.conditions?.some(({ type, status }) => type === "Ready" && status === "True"),
  );
  return names.every((name) => ready.some(({ metadata }) => metadata.name === name));
}

interface Node {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly taints?: readonly object[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

async function serviceAccountExists(api: ApiClient): Promise<boolean> {
  const { status } = await api.send("GET", "/api/v1/namespaces/default/serviceaccounts/default", {
    accept: (status) => status < 300 || status === 404,
  });
  return status === 200;
}

async function waitUntil(what: string, check: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await check())) {
    signal?.throwIfAborted();
    if (Date.now() > deadline) {
      throw new HelmwrightError("SANDBOX_TIMEOUT", `wait until ${what}: not so after 60 s`, {
        hint: "Read the logs that `sandbox status` names, or start afresh with `sandbox down` and `sandbox up`.",
      });
    }
    await sleep(50);
  }
}
