import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { cloudNativePg } from "./index.ts";

test("what the chart renders", async () => {
  const pick = [
    "Deployment cnpg-system/cloudnative-pg spec.replicas",
    'CustomResourceDefinition clusters.postgresql.cnpg.io metadata.annotations."helm.sh/resource-policy"',
  ];
  expect(await goldenExtract(instanceOf(cloudNativePg(), { has: ["monitoring"] }), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "CustomResourceDefinition clusters.postgresql.cnpg.io metadata.annotations."helm.sh/resource-policy"": "keep",
        "Deployment cnpg-system/cloudnative-pg spec.replicas": 2,
      },
      "images": [
        "ghcr.io/cloudnative-pg/cloudnative-pg",
      ],
      "objects": [
        "ClusterRole cloudnative-pg",
        "ClusterRole cloudnative-pg-edit",
        "ClusterRole cloudnative-pg-view",
        "ClusterRoleBinding cloudnative-pg",
        "ConfigMap cnpg-system/cnpg-controller-manager-config",
        "ConfigMap cnpg-system/cnpg-default-monitoring",
        "CustomResourceDefinition backups.postgresql.cnpg.io",
        "CustomResourceDefinition clusterimagecatalogs.postgresql.cnpg.io",
        "CustomResourceDefinition clusters.postgresql.cnpg.io",
        "CustomResourceDefinition databaseroles.postgresql.cnpg.io",
        "CustomResourceDefinition databases.postgresql.cnpg.io",
        "CustomResourceDefinition failoverquorums.postgresql.cnpg.io",
        "CustomResourceDefinition imagecatalogs.postgresql.cnpg.io",
        "CustomResourceDefinition poolers.postgresql.cnpg.io",
        "CustomResourceDefinition publications.postgresql.cnpg.io",
        "CustomResourceDefinition scheduledbackups.postgresql.cnpg.io",
        "CustomResourceDefinition subscriptions.postgresql.cnpg.io",
        "Deployment cnpg-system/cloudnative-pg",
        "MutatingWebhookConfiguration cnpg-mutating-webhook-configuration",
        "PodMonitor cnpg-system/cloudnative-pg",
        "Service cnpg-system/cnpg-webhook-service",
        "ServiceAccount cnpg-system/cloudnative-pg",
        "ValidatingWebhookConfiguration cnpg-validating-webhook-configuration",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(cloudNativePg(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
