import type { Context, SecretSpec } from "@helmwright/sdk";

import type { SealedSecretsChartValues } from "./gen/values.ts";
import type { SealedSecretsOptions } from "./options.ts";

/** Where `kubeseal` looks when it is told a namespace only. */
const controllerName = "sealed-secrets-controller";
const keyPrefix = "sealed-secrets-key";

export function sealedSecretsValues(options: SealedSecretsOptions, { has }: Context): SealedSecretsChartValues {
  const renewalDays = options.renewalDays ?? (options.key ? 0 : 30);
  return {
    fullnameOverride: controllerName,
    secretName: keyPrefix,
    keyrenewperiod: renewalDays === 0 ? "0" : `${renewalDays * 24}h`,
    updateStatus: true,
    logFormat: "json",
    resources: options.resources ?? { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    podSecurityContext: { enabled: true, seccompProfile: { type: "RuntimeDefault" } },
    containerSecurityContext: { enabled: true, allowPrivilegeEscalation: false },
    ingress: ingressOf(options),
    metrics: { serviceMonitor: { enabled: has.monitoring } },
  };
}

function ingressOf({ expose }: SealedSecretsOptions): SealedSecretsChartValues["ingress"] {
  if (!expose) return { enabled: false };
  const { host, className, annotations, tlsSecret } = expose.out;
  return {
    enabled: true,
    ingressClassName: className,
    hostname: host,
    path: "/v1/cert.pem",
    pathType: "Exact",
    annotations,
    extraTls: tlsSecret === undefined ? undefined : [{ secretName: tlsSecret, hosts: [host] }],
  };
}

/** The controller takes every key with this label, at its start only. */
export function sealedSecretsSecrets({ key }: SealedSecretsOptions): readonly SecretSpec[] {
  if (!key) return [];
  const labels = { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" };
  return [{ name: `${keyPrefix}-given`, type: "kubernetes.io/tls", labels, data: { "tls.crt": key.certificate, "tls.key": key.key } }];
}
