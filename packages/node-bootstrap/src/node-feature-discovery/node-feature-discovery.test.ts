import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { nodeFeatureDiscovery } from "./index.ts";
import type { NodeFeatureDiscoveryOptions, NodeRule } from "./index.ts";

const gpu: NodeRule = {
  name: "gpu",
  labels: { "example.org/gpu": "true" },
  taints: [{ key: "example.org/gpu", effect: "NoSchedule" }],
  when: [{ feature: "pci.device", expressions: { vendor: { op: "In", value: ["10de"] }, class: { op: "InRegexp", value: ["^03"] } } }],
};

test("defaults by profile", () => {
  const ofMaster = (profile: "ha" | "single-node"): unknown => instanceOf(nodeFeatureDiscovery(), { profile }).values["master"];
  const resources = { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } };
  expect(ofMaster("ha")).toEqual({
    replicaCount: 2,
    enableTaints: false,
    resources,
    podDisruptionBudget: { enable: true, minAvailable: 1 },
  });
  expect(ofMaster("single-node")).toEqual({ replicaCount: 1, enableTaints: false, resources, podDisruptionBudget: { enable: false } });
});

test("every node is looked at, as often as asked, and monitored when there is monitoring", () => {
  const { values } = instanceOf(nodeFeatureDiscovery({ intervalSeconds: 300 }), { has: ["monitoring"] });
  expect(values["worker"]).toEqual({
    config: { core: { sleepInterval: "300s" } },
    resources: { requests: { cpu: "5m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    tolerations: [{ operator: "Exists" }],
  });
  expect(values["prometheus"]).toEqual({ enable: true });
});

test("a rule becomes a resource, and taints switch tainting on", () => {
  const { resources, values } = instanceOf(nodeFeatureDiscovery({ rules: [gpu] }));
  expect(values["master"]).toMatchObject({ enableTaints: true });
  expect(JSON.parse(JSON.stringify(resources))).toEqual([
    {
      apiVersion: "nfd.k8s-sigs.io/v1alpha1",
      kind: "NodeFeatureRule",
      metadata: { name: "gpu" },
      spec: {
        rules: [
          {
            name: "gpu",
            labels: { "example.org/gpu": "true" },
            taints: [{ key: "example.org/gpu", effect: "NoSchedule" }],
            matchFeatures: [
              {
                feature: "pci.device",
                matchExpressions: { vendor: { op: "In", value: ["10de"] }, class: { op: "InRegexp", value: ["^03"] } },
              },
            ],
          },
        ],
      },
    },
  ]);
});

test.each<[string, unknown, string]>([
  [
    "a label that the discovery refuses",
    { rules: [{ ...gpu, labels: { "node.kubernetes.io/x": "1" } }] },
    "refuses labels under kubernetes.io",
  ],
  ["two rules of one name", { rules: [gpu, gpu] }, "two rules have the same name"],
  ["a rule without a condition", { rules: [{ ...gpu, when: [] }] }, "rules[0].when"],
  ["a typo in a rule", { rules: [{ ...gpu, lables: {} }] }, "there is no rules[0].lables (Did you mean labels?)"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ nfd: nodeFeatureDiscovery(options as NodeFeatureDiscoveryOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = nodeFeatureDiscovery({}, { values: { worker: { priorityClasName: "system-node-critical" } } });
  expect(problemsOf({ nfd: typo })).toEqual([
    "VALUES_INVALID check chart values of nfd (node-feature-discovery): there is no worker.priorityClasName (Did you mean priorityClassName?)",
  ]);
});
