import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { certManager } from "./index.ts";

test("what the chart renders", async () => {
  const pick = [
    "Deployment cert-manager/cert-manager spec.replicas",
    "Deployment cert-manager/cert-manager-webhook spec.replicas",
    "Deployment cert-manager/cert-manager spec.template.spec.containers[0].args",
    'CustomResourceDefinition certificates.cert-manager.io metadata.annotations."helm.sh/resource-policy"',
  ];
  const instance = instanceOf(certManager({ dns01Nameservers: ["1.1.1.1:53"] }), { has: ["monitoring"] });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "CustomResourceDefinition certificates.cert-manager.io metadata.annotations."helm.sh/resource-policy"": "keep",
        "Deployment cert-manager/cert-manager spec.replicas": 2,
        "Deployment cert-manager/cert-manager spec.template.spec.containers[0].args": [
          "--v=2",
          "--cluster-resource-namespace=$(POD_NAMESPACE)",
          "--leader-election-namespace=cert-manager",
          "--acme-http01-solver-image=quay.io/jetstack/cert-manager-acmesolver:v1.21.1",
          "--max-concurrent-challenges=60",
          "--dns01-recursive-nameservers-only=true",
          "--dns01-recursive-nameservers=1.1.1.1:53",
        ],
        "Deployment cert-manager/cert-manager-webhook spec.replicas": 3,
      },
      "images": [
        "quay.io/jetstack/cert-manager-cainjector",
        "quay.io/jetstack/cert-manager-controller",
        "quay.io/jetstack/cert-manager-startupapicheck",
        "quay.io/jetstack/cert-manager-webhook",
      ],
      "objects": [
        "ClusterRole cert-manager-cainjector",
        "ClusterRole cert-manager-cluster-view",
        "ClusterRole cert-manager-controller-approve:cert-manager-io",
        "ClusterRole cert-manager-controller-certificates",
        "ClusterRole cert-manager-controller-certificatesigningrequests",
        "ClusterRole cert-manager-controller-challenges",
        "ClusterRole cert-manager-controller-clusterissuers",
        "ClusterRole cert-manager-controller-ingress-shim",
        "ClusterRole cert-manager-controller-issuers",
        "ClusterRole cert-manager-controller-orders",
        "ClusterRole cert-manager-edit",
        "ClusterRole cert-manager-view",
        "ClusterRole cert-manager-webhook:subjectaccessreviews",
        "ClusterRoleBinding cert-manager-cainjector",
        "ClusterRoleBinding cert-manager-controller-approve:cert-manager-io",
        "ClusterRoleBinding cert-manager-controller-certificates",
        "ClusterRoleBinding cert-manager-controller-certificatesigningrequests",
        "ClusterRoleBinding cert-manager-controller-challenges",
        "ClusterRoleBinding cert-manager-controller-clusterissuers",
        "ClusterRoleBinding cert-manager-controller-ingress-shim",
        "ClusterRoleBinding cert-manager-controller-issuers",
        "ClusterRoleBinding cert-manager-controller-orders",
        "ClusterRoleBinding cert-manager-webhook:subjectaccessreviews",
        "CustomResourceDefinition certificaterequests.cert-manager.io",
        "CustomResourceDefinition certificates.cert-manager.io",
        "CustomResourceDefinition challenges.acme.cert-manager.io",
        "CustomResourceDefinition clusterissuers.cert-manager.io",
        "CustomResourceDefinition issuers.cert-manager.io",
        "CustomResourceDefinition orders.acme.cert-manager.io",
        "Deployment cert-manager/cert-manager",
        "Deployment cert-manager/cert-manager-cainjector",
        "Deployment cert-manager/cert-manager-webhook",
        "Job cert-manager/cert-manager-startupapicheck (hook)",
        "MutatingWebhookConfiguration cert-manager-webhook",
        "PodDisruptionBudget cert-manager/cert-manager",
        "PodDisruptionBudget cert-manager/cert-manager-cainjector",
        "PodDisruptionBudget cert-manager/cert-manager-webhook",
        "Role cert-manager/cert-manager-cainjector:leaderelection",
        "Role cert-manager/cert-manager-startupapicheck:create-cert (hook)",
        "Role cert-manager/cert-manager-webhook:dynamic-serving",
        "Role cert-manager/cert-manager:leaderelection",
        "RoleBinding cert-manager/cert-manager-cainjector:leaderelection",
        "RoleBinding cert-manager/cert-manager-startupapicheck:create-cert (hook)",
        "RoleBinding cert-manager/cert-manager-webhook:dynamic-serving",
        "RoleBinding cert-manager/cert-manager:leaderelection",
        "Service cert-manager/cert-manager",
        "Service cert-manager/cert-manager-cainjector",
        "Service cert-manager/cert-manager-webhook",
        "ServiceAccount cert-manager/cert-manager",
        "ServiceAccount cert-manager/cert-manager-cainjector",
        "ServiceAccount cert-manager/cert-manager-startupapicheck (hook)",
        "ServiceAccount cert-manager/cert-manager-webhook",
        "ServiceMonitor cert-manager/cert-manager",
        "ValidatingWebhookConfiguration cert-manager-webhook",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(certManager(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
