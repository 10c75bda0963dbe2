import { existing } from "@helmwright/sdk";
import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { ingressNginx } from "./index.ts";

const address = existing.address("dmz", { annotations: { "metallb.io/address-pool": "dmz" } });

test("what the chart renders", async () => {
  const pick = [
    "Deployment ingress-nginx/ingress-nginx-controller spec.replicas",
    "Deployment ingress-nginx/ingress-nginx-controller spec.template.spec.containers[0].args",
    "Service ingress-nginx/ingress-nginx-controller metadata.annotations",
    "Service ingress-nginx/ingress-nginx-controller spec.externalTrafficPolicy",
    "PodDisruptionBudget ingress-nginx/ingress-nginx-controller spec.minAvailable",
    "IngressClass nginx spec.controller",
  ];
  const passthrough = [{ host: "a.example.org", to: { namespace: "n", service: "s", port: 443 } }];
  const component = ingressNginx({ address, passthrough, defaultCertificate: { issuer: existing.issuer("i"), hosts: ["x.example.org"] } });
  expect(await goldenExtract(instanceOf(component, { has: ["monitoring"] }), { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "Deployment ingress-nginx/ingress-nginx-controller spec.replicas": 2,
        "Deployment ingress-nginx/ingress-nginx-controller spec.template.spec.containers[0].args": [
          "/nginx-ingress-controller",
          "--publish-service=$(POD_NAMESPACE)/ingress-nginx-controller",
          "--election-id=ingress-nginx-leader",
          "--controller-class=k8s.io/ingress-nginx",
          "--ingress-class=nginx",
          "--configmap=$(POD_NAMESPACE)/ingress-nginx-controller",
          "--validating-webhook=:8443",
          "--validating-webhook-certificate=/usr/local/certificates/cert",
          "--validating-webhook-key=/usr/local/certificates/key",
          "--enable-metrics=true",
          "--default-ssl-certificate=ingress-nginx/default-certificate",
          "--enable-ssl-passthrough=true",
        ],
        "IngressClass nginx spec.controller": "k8s.io/ingress-nginx",
        "PodDisruptionBudget ingress-nginx/ingress-nginx-controller spec.minAvailable": 1,
        "Service ingress-nginx/ingress-nginx-controller metadata.annotations": {
          "metallb.io/address-pool": "dmz",
        },
        "Service ingress-nginx/ingress-nginx-controller spec.externalTrafficPolicy": "Cluster",
      },
      "images": [
        "registry.k8s.io/ingress-nginx/controller",
        "registry.k8s.io/ingress-nginx/kube-webhook-certgen",
      ],
      "objects": [
        "ClusterRole ingress-nginx",
        "ClusterRole ingress-nginx-admission (hook)",
        "ClusterRoleBinding ingress-nginx",
        "ClusterRoleBinding ingress-nginx-admission (hook)",
        "ConfigMap ingress-nginx/ingress-nginx-controller",
        "Deployment ingress-nginx/ingress-nginx-controller",
        "IngressClass nginx",
        "Job ingress-nginx/ingress-nginx-admission-create (hook)",
        "Job ingress-nginx/ingress-nginx-admission-patch (hook)",
        "PodDisruptionBudget ingress-nginx/ingress-nginx-controller",
        "Role ingress-nginx/ingress-nginx",
        "Role ingress-nginx/ingress-nginx-admission (hook)",
        "RoleBinding ingress-nginx/ingress-nginx",
        "RoleBinding ingress-nginx/ingress-nginx-admission (hook)",
        "Service ingress-nginx/ingress-nginx-controller",
        "Service ingress-nginx/ingress-nginx-controller-admission",
        "Service ingress-nginx/ingress-nginx-controller-metrics",
        "ServiceAccount ingress-nginx/ingress-nginx",
        "ServiceAccount ingress-nginx/ingress-nginx-admission (hook)",
        "ServiceMonitor ingress-nginx/ingress-nginx-controller",
        "ValidatingWebhookConfiguration ingress-nginx-admission",
      ],
    }
  `);
});

test("with an issuer for the webhook there is no certificate Job", async () => {
  const { objects } = await goldenExtract(instanceOf(ingressNginx({ webhookIssuer: existing.issuer("i") })));
  expect(objects.filter((name) => /^(Job|Certificate|Issuer) /.test(name))).toEqual(["Certificate ingress-nginx/ingress-nginx-admission"]);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(ingressNginx(), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
