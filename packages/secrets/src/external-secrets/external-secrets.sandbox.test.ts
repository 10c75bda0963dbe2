import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { externalSecrets } from "./index.ts";

test("what the chart renders", async () => {
  const pick = [
    "Deployment external-secrets/external-secrets spec.replicas",
    "Deployment external-secrets/external-secrets spec.template.spec.containers[0].args",
    "Deployment external-secrets/external-secrets-webhook spec.replicas",
    'CustomResourceDefinition secretstores.external-secrets.io metadata.annotations."helm.sh/resource-policy"',
  ];
  const instance = instanceOf(externalSecrets(), { has: ["monitoring"] });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "CustomResourceDefinition secretstores.external-secrets.io metadata.annotations."helm.sh/resource-policy"": "keep",
        "Deployment external-secrets/external-secrets spec.replicas": 2,
        "Deployment external-secrets/external-secrets spec.template.spec.containers[0].args": [
          "--enable-leader-election=true",
          "--leader-election-id=external-secrets-controller",
          "--concurrent=4",
          "--metrics-addr=:8080",
          "--loglevel=info",
          "--zap-time-encoding=epoch",
        ],
        "Deployment external-secrets/external-secrets-webhook spec.replicas": 2,
      },
      "images": [
        "ghcr.io/external-secrets/external-secrets",
      ],
      "objects": [
        "ClusterRole external-secrets-cert-controller",
        "ClusterRole external-secrets-controller",
        "ClusterRole external-secrets-edit",
        "ClusterRole external-secrets-servicebindings",
        "ClusterRole external-secrets-view",
        "ClusterRoleBinding external-secrets-cert-controller",
        "ClusterRoleBinding external-secrets-controller",
        "CustomResourceDefinition acraccesstokens.generators.external-secrets.io",
        "CustomResourceDefinition beyondtrustworkloadcredentialsdynamicsecrets.generators.external-secrets.io",
        "CustomResourceDefinition cloudsmithaccesstokens.generators.external-secrets.io",
        "CustomResourceDefinition clusterexternalsecrets.external-secrets.io",
        "CustomResourceDefinition clustergenerators.generators.external-secrets.io",
        "CustomResourceDefinition clusterpushsecrets.external-secrets.io",
        "CustomResourceDefinition clustersecretstores.external-secrets.io",
        "CustomResourceDefinition ecrauthorizationtokens.generators.external-secrets.io",
        "CustomResourceDefinition externalsecrets.external-secrets.io",
        "CustomResourceDefinition fakes.generators.external-secrets.io",
        "CustomResourceDefinition gcraccesstokens.generators.external-secrets.io",
        "CustomResourceDefinition generatorstates.generators.external-secrets.io",
        "CustomResourceDefinition githubaccesstokens.generators.external-secrets.io",
        "CustomResourceDefinition gitlabdeploytokens.generators.external-secrets.io",
        "CustomResourceDefinition grafanas.generators.external-secrets.io",
        "CustomResourceDefinition mfas.generators.external-secrets.io",
        "CustomResourceDefinition passwords.generators.external-secrets.io",
        "CustomResourceDefinition pushsecrets.external-secrets.io",
        "CustomResourceDefinition quayaccesstokens.generators.external-secrets.io",
        "CustomResourceDefinition secretstores.external-secrets.io",
        "CustomResourceDefinition sshkeys.generators.external-secrets.io",
        "CustomResourceDefinition stssessiontokens.generators.external-secrets.io",
        "CustomResourceDefinition uuids.generators.external-secrets.io",
        "CustomResourceDefinition vaultdynamicsecrets.generators.external-secrets.io",
        "CustomResourceDefinition webhooks.generators.external-secrets.io",
        "Deployment external-secrets/external-secrets",
        "Deployment external-secrets/external-secrets-cert-controller",
        "Deployment external-secrets/external-secrets-webhook",
        "PodDisruptionBudget external-secrets/external-secrets-pdb",
        "PodDisruptionBudget external-secrets/external-secrets-webhook-pdb",
        "Role external-secrets/external-secrets-leaderelection",
        "RoleBinding external-secrets/external-secrets-leaderelection",
        "Secret external-secrets/external-secrets-webhook",
        "Service external-secrets/external-secrets-cert-controller-metrics",
        "Service external-secrets/external-secrets-metrics",
        "Service external-secrets/external-secrets-webhook",
        "ServiceAccount external-secrets/external-secrets",
        "ServiceAccount external-secrets/external-secrets-cert-controller",
        "ServiceAccount external-secrets/external-secrets-webhook",
        "ServiceMonitor external-secrets/external-secrets-cert-controller-metrics",
        "ServiceMonitor external-secrets/external-secrets-metrics",
        "ServiceMonitor external-secrets/external-secrets-webhook-metrics",
        "ValidatingWebhookConfiguration externalsecret-validate",
        "ValidatingWebhookConfiguration secretstore-validate",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(externalSecrets(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
