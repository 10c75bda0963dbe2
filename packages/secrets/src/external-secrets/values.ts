import { spreadOverNodes } from "@helmwright/sdk";
import type { Context, RunTimeObject } from "@helmwright/sdk";

import type { ExternalSecretsChartValues } from "./gen/values.ts";
import type { ExternalSecretsOptions } from "./options.ts";

const leaderElectionId = "external-secrets-controller";

export function externalSecretsValues(options: ExternalSecretsOptions, context: Context): ExternalSecretsChartValues {
  const { keepCrds = true, resources } = options;
  const { profile, has } = context;
  const ha = profile === "ha";
  const replicas = options.replicas ?? (ha ? 2 : 1);
  return {
    installCRDs: true,
    crds: { annotations: keepCrds ? { "helm.sh/resource-policy": "keep" } : undefined },
    ...workload("external-secrets", replicas, context),
    leaderElect: true,
    leaderElectionID: leaderElectionId,
    concurrent: 4,
    resources: resources ?? { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    // The other modes ask the cluster, which then decides whether a first deploy gets one.
    serviceMonitor: { enabled: has.monitoring, renderMode: has.monitoring ? "alwaysRender" : undefined },
    webhook: {
      ...workload("external-secrets-webhook", options.webhookReplicas ?? (ha ? 2 : 1), context),
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
    certController: {
      ...workload("external-secrets-cert-controller", 1, context),
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
  };
}

type Workload = Pick<ExternalSecretsChartValues, "replicaCount" | "podDisruptionBudget" | "topologySpreadConstraints" | "networkPolicy">;

function workload(name: string, replicas: number, { release, has }: Context): Workload {
  return {
    replicaCount: replicas,
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    topologySpreadConstraints:
      replicas > 1 ? spreadOverNodes({ "app.kubernetes.io/instance": release.name, "app.kubernetes.io/name": name }) : undefined,
    networkPolicy: { enabled: has.networkPolicies },
  };
}

export function externalSecretsAtRunTime(_options: ExternalSecretsOptions, { release }: Context): readonly RunTimeObject[] {
  const lease: Omit<RunTimeObject, "name"> = {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    namespace: release.namespace,
    by: "external-secrets",
  };
  return [leaderElectionId, "crd-certs-controller"].map((name) => ({ ...lease, name }));
}
