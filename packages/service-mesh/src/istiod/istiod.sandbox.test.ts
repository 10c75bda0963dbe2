import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { istioBase } from "../istio-base/index.ts";
import { istiod } from "./index.ts";

const base = istioBase();

test("what the chart renders", async () => {
  const pick = [
    "Deployment istio-system/istiod spec.replicas",
    "Deployment istio-system/istiod spec.template.spec.containers[0].securityContext",
    "Deployment istio-system/istiod spec.template.spec.containers[0].resources",
    "PodDisruptionBudget istio-system/istiod spec.minAvailable",
    "ConfigMap istio-system/istio data.mesh",
  ];
  const instance = instanceOf(istiod({ base, accessLog: true, allowUnknownHosts: false, trustDomain: "mesh.example.org" }), {
    with: { base },
  });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "ConfigMap istio-system/istio data.mesh": "accessLogEncoding: JSON
    accessLogFile: /dev/stdout
    defaultConfig:
      discoveryAddress: istiod.istio-system.svc:15012
    defaultProviders:
      metrics:
      - prometheus
    enablePrometheusMerge: true
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
    rootNamespace: istio-system
    trustDomain: mesh.example.org",
        "Deployment istio-system/istiod spec.replicas": 2,
        "Deployment istio-system/istiod spec.template.spec.containers[0].resources": {
          "limits": {
            "memory": "2Gi",
          },
          "requests": {
            "cpu": "100m",
            "memory": "512Mi",
          },
        },
        "Deployment istio-system/istiod spec.template.spec.containers[0].securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "readOnlyRootFilesystem": true,
          "runAsNonRoot": true,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "PodDisruptionBudget istio-system/istiod spec.minAvailable": 1,
      },
      "images": [
        "registry.istio.io/release/pilot",
      ],
      "objects": [
        "ClusterRole istio-reader-clusterrole-istio-system",
        "ClusterRole istiod-clusterrole-istio-system",
        "ClusterRole istiod-gateway-controller-istio-system",
        "ClusterRoleBinding istio-reader-clusterrole-istio-system",
        "ClusterRoleBinding istiod-clusterrole-istio-system",
        "ClusterRoleBinding istiod-gateway-controller-istio-system",
        "ConfigMap istio-system/istio",
        "ConfigMap istio-system/istio-sidecar-injector",
        "ConfigMap istio-system/values",
        "Deployment istio-system/istiod",
        "MutatingWebhookConfiguration istio-sidecar-injector",
        "PodDisruptionBudget istio-system/istiod",
        "Role istio-system/istiod",
        "RoleBinding istio-system/istiod",
        "Service istio-system/istiod",
        "ServiceAccount istio-system/istiod",
        "ValidatingWebhookConfiguration istio-validator-istio-system",
      ],
    }
  `);
});

test("bounds render an autoscaler and no number of pods", async () => {
  const pick = [
    "Deployment istio-system/istiod spec.replicas",
    "HorizontalPodAutoscaler istio-system/istiod spec.minReplicas",
    "HorizontalPodAutoscaler istio-system/istiod spec.maxReplicas",
    "PodDisruptionBudget istio-system/istiod spec.minAvailable",
  ];
  const instance = instanceOf(istiod({ base, replicas: { min: 2, max: 6 } }), { with: { base } });
  expect((await goldenExtract(instance, { pick })).fields).toMatchInlineSnapshot(`
    {
      "Deployment istio-system/istiod spec.replicas": null,
      "HorizontalPodAutoscaler istio-system/istiod spec.maxReplicas": 6,
      "HorizontalPodAutoscaler istio-system/istiod spec.minReplicas": 2,
      "PodDisruptionBudget istio-system/istiod spec.minAvailable": 1,
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(istiod({ base }), { profile, with: { base } });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
