import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { nodeFeatureDiscovery } from "./index.ts";

const name = "node-feature-discovery/node-feature-discovery";

test("what the chart renders", async () => {
  const pick = [
    `Deployment ${name}-master spec.replicas`,
    `PodDisruptionBudget ${name}-master spec.minAvailable`,
    `DaemonSet ${name}-worker spec.template.spec.tolerations`,
  ];
  expect(await goldenExtract(instanceOf(nodeFeatureDiscovery(), { has: ["monitoring"] }), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "DaemonSet node-feature-discovery/node-feature-discovery-worker spec.template.spec.tolerations": [
          {
            "operator": "Exists",
          },
        ],
        "Deployment node-feature-discovery/node-feature-discovery-master spec.replicas": 2,
        "PodDisruptionBudget node-feature-discovery/node-feature-discovery-master spec.minAvailable": 1,
      },
      "images": [
        "registry.k8s.io/nfd/node-feature-discovery",
      ],
      "objects": [
        "ClusterRole node-feature-discovery",
        "ClusterRole node-feature-discovery-gc",
        "ClusterRole node-feature-discovery-prune (hook)",
        "ClusterRoleBinding node-feature-discovery",
        "ClusterRoleBinding node-feature-discovery-gc",
        "ClusterRoleBinding node-feature-discovery-prune (hook)",
        "ConfigMap node-feature-discovery/node-feature-discovery-master-conf",
        "ConfigMap node-feature-discovery/node-feature-discovery-worker-conf",
        "DaemonSet node-feature-discovery/node-feature-discovery-worker",
        "Deployment node-feature-discovery/node-feature-discovery-gc",
        "Deployment node-feature-discovery/node-feature-discovery-master",
        "Job node-feature-discovery/node-feature-discovery-prune (hook)",
        "PodDisruptionBudget node-feature-discovery/node-feature-discovery-master",
        "PodMonitor node-feature-discovery/node-feature-discovery",
        "Role node-feature-discovery/node-feature-discovery-worker",
        "RoleBinding node-feature-discovery/node-feature-discovery-worker",
        "ServiceAccount node-feature-discovery/node-feature-discovery",
        "ServiceAccount node-feature-discovery/node-feature-discovery-gc",
        "ServiceAccount node-feature-discovery/node-feature-discovery-prune (hook)",
        "ServiceAccount node-feature-discovery/node-feature-discovery-worker",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(nodeFeatureDiscovery(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
