import { everyTaint } from "@helmwright/sdk";
import type { Context } from "@helmwright/sdk";

import type { NodeFeatureDiscoveryChartValues } from "./gen/values.ts";
import type { NodeFeatureDiscoveryOptions } from "./options.ts";

export function nodeFeatureDiscoveryValues(options: NodeFeatureDiscoveryOptions, context: Context): NodeFeatureDiscoveryChartValues {
  const { rules = [], intervalSeconds = 60, tolerations = everyTaint, workerResources, masterResources } = options;
  const replicas = options.replicas ?? (context.profile === "ha" ? 2 : 1);
  return {
    master: {
      replicaCount: replicas,
      enableTaints: rules.some(({ taints = [] }) => taints.length > 0),
      resources: masterResources ?? { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      podDisruptionBudget: { enable: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    },
    worker: {
      config: { core: { sleepInterval: `${intervalSeconds}s` } },
      resources: workerResources ?? { requests: { cpu: "5m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      tolerations,
    },
    gc: { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
    prometheus: { enable: context.has.monitoring },
  };
}
