import { existing, secret } from "@helmwright/sdk";
import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { dex } from "./index.ts";

const expose = existing.host("sso.example.org", { className: "nginx", tlsSecret: "sso-tls" });
const options = { expose, passwords: { "ada@example.org": secret.env("ADA") } };

test("what the chart renders", async () => {
  const pick = [
    "Deployment dex/dex spec.replicas",
    "Deployment dex/dex spec.template.spec.containers[0].env",
    "Deployment dex/dex spec.template.spec.containers[0].securityContext",
    "Ingress dex/dex spec.tls",
    "PodDisruptionBudget dex/dex spec.minAvailable",
  ];
  const instance = instanceOf(dex(options), { has: ["monitoring"] });
  expect(await goldenExtract(instance, { pick })).toMatchInlineSnapshot(`
    {
      "fields": {
        "Deployment dex/dex spec.replicas": 2,
        "Deployment dex/dex spec.template.spec.containers[0].env": [
          {
            "name": "PASSWORD_0",
            "valueFrom": {
              "secretKeyRef": {
                "key": "PASSWORD_0",
                "name": "dex-credentials",
              },
            },
          },
        ],
        "Deployment dex/dex spec.template.spec.containers[0].securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "readOnlyRootFilesystem": true,
        },
        "Ingress dex/dex spec.tls": [
          {
            "hosts": [
              "sso.example.org",
            ],
            "secretName": "sso-tls",
          },
        ],
        "PodDisruptionBudget dex/dex spec.minAvailable": 1,
      },
      "images": [
        "ghcr.io/dexidp/dex",
      ],
      "objects": [
        "ClusterRole dex",
        "ClusterRoleBinding dex-cluster",
        "Deployment dex/dex",
        "Ingress dex/dex",
        "PodDisruptionBudget dex/dex",
        "Role dex/dex",
        "RoleBinding dex/dex",
        "Secret dex/dex",
        "Service dex/dex",
        "ServiceAccount dex/dex",
        "ServiceMonitor dex/dex",
      ],
    }
  `);
});

test("the configuration holds names of variables, no secrets", async () => {
  const rendered = await renderInstance(instanceOf(dex(options)));
  const config = rendered.find(({ kind }) => kind === "Secret")?.["data"] as Readonly<Record<string, string>> | undefined;
  expect(Buffer.from(config?.["config.yaml"] ?? "", "base64").toString()).toContain("hashFromEnv: PASSWORD_0");
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(dex(options), { profile });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
