import { spreadOverNodes } from "@helmwright/sdk";
import type { Context } from "@helmwright/sdk";

import type { CertManagerChartValues } from "./gen/values.ts";
import type { CertManagerOptions } from "./options.ts";

export function certManagerValues(options: CertManagerOptions, context: Context): CertManagerChartValues {
  const { keepCrds = true, dns01Nameservers, resources } = options;
  const ha = context.profile === "ha";
  const replicas = options.replicas ?? (ha ? 2 : 1);
  return {
    // Beside the pods rather than in kube-system, where nobody would remove them.
    global: { leaderElection: { namespace: context.release.namespace } },
    crds: { enabled: true, keep: keepCrds },
    ...workload("controller", replicas, context),
    resources: resources ?? { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
    dns01RecursiveNameservers: dns01Nameservers?.join(","),
    dns01RecursiveNameserversOnly: dns01Nameservers ? true : undefined,
    prometheus: { enabled: true, servicemonitor: { enabled: context.has.monitoring } },
    webhook: {
      ...workload("webhook", options.webhookReplicas ?? (ha ? 3 : 1), context),
      resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    },
    cainjector: {
      ...workload("cainjector", replicas, context),
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
    },
    startupapicheck: { resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } } },
  };
}

type Workload = Pick<CertManagerChartValues, "replicaCount" | "podDisruptionBudget" | "topologySpreadConstraints" | "networkPolicy">;

function workload(part: string, replicas: number, { release, has }: Context): Workload {
  return {
    replicaCount: replicas,
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    topologySpreadConstraints:
      replicas > 1 ? spreadOverNodes({ "app.kubernetes.io/instance": release.name, "app.kubernetes.io/component": part }) : undefined,
    networkPolicy: { enabled: has.networkPolicies },
  };
}
