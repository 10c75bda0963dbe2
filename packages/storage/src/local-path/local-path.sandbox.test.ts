import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { localPath } from "./index.ts";

test("what the chart renders", async () => {
  const pick = [
    "StorageClass local-path reclaimPolicy",
    "StorageClass local-path volumeBindingMode",
    'StorageClass local-path metadata.annotations."storageclass.kubernetes.io/is-default-class"',
    "Deployment local-path-storage/local-path-provisioner spec.replicas",
    "Deployment local-path-storage/local-path-provisioner spec.template.spec.containers[0].command",
  ];
  expect(await goldenExtract(instanceOf(localPath(), { profile: "single-node" }), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "Deployment local-path-storage/local-path-provisioner spec.replicas": 1,
        "Deployment local-path-storage/local-path-provisioner spec.template.spec.containers[0].command": [
          "local-path-provisioner",
          "start",
          "--config",
          "/etc/config/config.json",
          "--service-account-name",
          "local-path-provisioner",
          "--provisioner-name",
          "cluster.local/local-path-provisioner",
          "--helper-image",
          "docker.io/library/busybox:1.37.0",
          "--configmap-name",
          "local-path-provisioner-config",
        ],
        "StorageClass local-path metadata.annotations."storageclass.kubernetes.io/is-default-class"": "true",
        "StorageClass local-path reclaimPolicy": "Delete",
        "StorageClass local-path volumeBindingMode": "WaitForFirstConsumer",
      },
      "images": [
        "docker.io/rancher/local-path-provisioner",
      ],
      "objects": [
        "ClusterRole local-path-provisioner",
        "ClusterRoleBinding local-path-provisioner",
        "ConfigMap local-path-storage/local-path-provisioner-config",
        "Deployment local-path-storage/local-path-provisioner",
        "Role local-path-storage/local-path-provisioner",
        "RoleBinding local-path-storage/local-path-provisioner",
        "ServiceAccount local-path-storage/local-path-provisioner",
        "StorageClass local-path",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(localPath(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
