import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { metalLb } from "./index.ts";

const pools = [{ name: "ingress", addresses: ["10.0.3.2/32"] }] as const;
const peers = [{ name: "tor", address: "10.0.0.1", asn: 64512, localAsn: 64513 }] as const;

test("what the chart renders without BGP", async () => {
  const pick = ["DaemonSet metallb-system/metallb-speaker spec.template.spec.containers[0].args"];
  expect(await goldenExtract(instanceOf(metalLb({ pools }), { profile: "single-node" }), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "DaemonSet metallb-system/metallb-speaker spec.template.spec.containers[0].args": [
          "--port=9120",
          "--log-level=info",
          "--ignore-exclude-lb",
        ],
      },
      "images": [
        "quay.io/metallb/controller",
        "quay.io/metallb/speaker",
      ],
      "objects": [
        "ClusterRole metallb:controller",
        "ClusterRole metallb:speaker",
        "ClusterRoleBinding metallb:controller",
        "ClusterRoleBinding metallb:speaker",
        "ConfigMap metallb-system/metallb-excludel2",
        "CustomResourceDefinition bfdprofiles.metallb.io",
        "CustomResourceDefinition bgpadvertisements.metallb.io",
        "CustomResourceDefinition bgppeers.metallb.io",
        "CustomResourceDefinition communities.metallb.io",
        "CustomResourceDefinition configurationstates.metallb.io",
        "CustomResourceDefinition ipaddresspools.metallb.io",
        "CustomResourceDefinition l2advertisements.metallb.io",
        "CustomResourceDefinition servicebgpstatuses.metallb.io",
        "CustomResourceDefinition servicel2statuses.metallb.io",
        "DaemonSet metallb-system/metallb-speaker",
        "Deployment metallb-system/metallb-controller",
        "Role metallb-system/metallb-controller",
        "Role metallb-system/metallb-pod-lister",
        "RoleBinding metallb-system/metallb-controller",
        "RoleBinding metallb-system/metallb-pod-lister",
        "Secret metallb-system/metallb-webhook-cert",
        "Service metallb-system/metallb-webhook-service",
        "ServiceAccount metallb-system/metallb-controller",
        "ServiceAccount metallb-system/metallb-speaker",
        "ValidatingWebhookConfiguration metallb-webhook-configuration",
      ],
    }
  `);
});

test.each([
  ["frr-k8s", ["DaemonSet metallb-system/metallb-frr-k8s", "DaemonSet metallb-system/metallb-speaker"]],
  ["frr", ["DaemonSet metallb-system/metallb-speaker"]],
  ["native", ["DaemonSet metallb-system/metallb-speaker"]],
] as const)("BGP by %s", async (bgp, expected) => {
  const { objects } = await goldenExtract(instanceOf(metalLb({ pools, peers, bgp }), { has: ["monitoring"] }));
  expect(objects.filter((name) => name.startsWith("DaemonSet"))).toEqual(expected);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(metalLb({ pools, peers }), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
