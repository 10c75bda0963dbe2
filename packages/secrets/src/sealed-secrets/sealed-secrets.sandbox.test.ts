import { existing } from "@helmwright/sdk";
import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { sealedSecrets } from "./index.ts";

const expose = existing.host("sealing.example.org", { className: "nginx", tlsSecret: "sealing-tls" });

test("what the chart renders", async () => {
  const pick = [
    "Deployment sealed-secrets/sealed-secrets-controller spec.replicas",
    "Deployment sealed-secrets/sealed-secrets-controller spec.template.spec.containers[0].args",
    "Deployment sealed-secrets/sealed-secrets-controller spec.template.spec.containers[0].securityContext",
    "Ingress sealed-secrets/sealed-secrets-controller spec",
  ];
  const instance = instanceOf(sealedSecrets({ expose }), { has: ["monitoring"] });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "Deployment sealed-secrets/sealed-secrets-controller spec.replicas": 1,
        "Deployment sealed-secrets/sealed-secrets-controller spec.template.spec.containers[0].args": [
          "--update-status",
          "--key-renew-period",
          "720h",
          "--key-prefix",
          "sealed-secrets-key",
          "--log-format",
          "json",
          "--listen-addr",
          ":8080",
          "--listen-metrics-addr",
          ":8081",
        ],
        "Deployment sealed-secrets/sealed-secrets-controller spec.template.spec.containers[0].securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "readOnlyRootFilesystem": true,
          "runAsNonRoot": true,
          "runAsUser": 1001,
        },
        "Ingress sealed-secrets/sealed-secrets-controller spec": {
          "ingressClassName": "nginx",
          "rules": [
            {
              "host": "sealing.example.org",
              "http": {
                "paths": [
                  {
                    "backend": {
                      "service": {
                        "name": "sealed-secrets-controller",
                        "port": {
                          "name": "http",
                        },
                      },
                    },
                    "path": "/v1/cert.pem",
                    "pathType": "Exact",
                  },
                ],
              },
            },
          ],
          "tls": [
            {
              "hosts": [
                "sealing.example.org",
              ],
              "secretName": "sealing-tls",
            },
          ],
        },
      },
      "images": [
        "docker.io/bitnami/sealed-secrets-controller",
      ],
      "objects": [
        "ClusterRole secrets-unsealer",
        "ClusterRoleBinding sealed-secrets-controller",
        "Deployment sealed-secrets/sealed-secrets-controller",
        "Ingress sealed-secrets/sealed-secrets-controller",
        "Role sealed-secrets/sealed-secrets-controller-key-admin",
        "Role sealed-secrets/sealed-secrets-controller-service-proxier",
        "RoleBinding sealed-secrets/sealed-secrets-controller-key-admin",
        "RoleBinding sealed-secrets/sealed-secrets-controller-service-proxier",
        "Service sealed-secrets/sealed-secrets-controller",
        "Service sealed-secrets/sealed-secrets-controller-metrics",
        "ServiceAccount sealed-secrets/sealed-secrets-controller",
        "ServiceMonitor sealed-secrets/sealed-secrets-controller",
      ],
    }
  `);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(sealedSecrets({ expose }), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
