import { existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { sealedSecrets } from "./index.ts";
import type { SealedSecretsOptions } from "./index.ts";

const key = { certificate: secret.file("sealing.crt"), key: secret.file("sealing.key") };

test.each(["ha", "single-node"] as const)("one controller in %s", (profile) => {
  expect(instanceOf(sealedSecrets(), { profile }).values).toEqual({
    fullnameOverride: "sealed-secrets-controller",
    secretName: "sealed-secrets-key",
    keyrenewperiod: "720h",
    updateStatus: true,
    logFormat: "json",
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    podSecurityContext: { enabled: true, seccompProfile: { type: "RuntimeDefault" } },
    containerSecurityContext: { enabled: true, allowPrivilegeEscalation: false },
    ingress: { enabled: false },
    metrics: { serviceMonitor: { enabled: false } },
  });
});

test("a given key is written under the label that the controller looks for, and not renewed", () => {
  const { values, secrets } = instanceOf(sealedSecrets({ key }));
  expect(values["keyrenewperiod"]).toBe("0");
  expect(secrets).toEqual([
    {
      name: "sealed-secrets-key-given",
      type: "kubernetes.io/tls",
      labels: { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
      data: { "tls.crt": secret.file("sealing.crt"), "tls.key": secret.file("sealing.key") },
    },
  ]);
  expect(instanceOf(sealedSecrets({ key, renewalDays: 90 })).values["keyrenewperiod"]).toBe("2160h");
});

test("the certificate is served at a host, and monitoring watches", () => {
  const expose = existing.host("sealing.example.org", { className: "nginx", tlsSecret: "sealing-tls", annotations: { a: "b" } });
  expect(instanceOf(sealedSecrets({ expose }), { has: ["monitoring"] }).values).toMatchObject({
    ingress: {
      enabled: true,
      ingressClassName: "nginx",
      hostname: "sealing.example.org",
      path: "/v1/cert.pem",
      pathType: "Exact",
      annotations: { a: "b" },
      extraTls: [{ secretName: "sealing-tls", hosts: ["sealing.example.org"] }],
    },
    metrics: { serviceMonitor: { enabled: true } },
  });
});

test.each<[string, unknown, string]>([
  ["a typo at depth", { key: { ...key, certificat: 1 } }, "Did you mean certificate?"],
  ["half a key pair", { key: { key: key.key } }, "key.certificate"],
  ["a key as text", { key: { ...key, key: "-----BEGIN" } }, "expected a secret"],
  ["days that are none", { renewalDays: -1 }, "renewalDays"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ sealing: sealedSecrets(options as SealedSecretsOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = sealedSecrets({}, { values: { metrics: { serviceMonitor: { enabld: true } } } });
  expect(problemsOf({ sealing: typo })).toEqual([
    "VALUES_INVALID check chart values of sealing (sealed-secrets): there is no metrics.serviceMonitor.enabld (Did you mean enabled?)",
  ]);
});
