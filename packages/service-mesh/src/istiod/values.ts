import { spreadOverNodes } from "@helmwright/sdk";
import type { Context, RunTimeObject, SecretSpec } from "@helmwright/sdk";

import type { IstiodChartValues } from "./gen/values.ts";
import type { IstiodOptions } from "./options.ts";

export function istiodValues(options: IstiodOptions, { release, profile }: Context): IstiodChartValues {
  const { revision, revisionTags, accessLog = false, allowUnknownHosts = true, trustDomain, resources, sidecarResources } = options;
  const replicas = options.replicas ?? (profile === "ha" ? 2 : 1);
  const bounds = typeof replicas === "number" ? undefined : replicas;
  const least = typeof replicas === "number" ? replicas : replicas.min;
  return {
    revision,
    revisionTags,
    autoscaleEnabled: bounds !== undefined,
    autoscaleMin: bounds?.min,
    autoscaleMax: bounds?.max,
    replicaCount: bounds ? undefined : least,
    pdb: { minAvailable: 1 },
    resources: resources ?? { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    seccompProfile: { type: "RuntimeDefault" },
    topologySpreadConstraints: least > 1 ? spreadOverNodes({ app: "istiod", "istio.io/rev": revision ?? "default" }) : undefined,
    meshConfig: {
      accessLogFile: accessLog ? "/dev/stdout" : undefined,
      accessLogEncoding: accessLog ? "JSON" : undefined,
      enablePrometheusMerge: true,
      trustDomain,
      outboundTrafficPolicy: { mode: allowUnknownHosts ? "ALLOW_ANY" : "REGISTRY_ONLY" },
    },
    global: {
      istioNamespace: release.namespace,
      logAsJson: true,
      proxy: {
        resources: sidecarResources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "512Mi" } },
        // Else an application that calls out while it starts fails until its sidecar runs.
        holdApplicationUntilProxyStarts: true,
      },
    },
  };
}

/** https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/ */
export function istiodSecrets({ authority }: IstiodOptions): readonly SecretSpec[] {
  if (!authority) return [];
  const { certificate, key, root, chain } = authority;
  return [{ name: "cacerts", data: { "ca-cert.pem": certificate, "ca-key.pem": key, "root-cert.pem": root, "cert-chain.pem": chain } }];
}

/** istiod's own authority, the root it tells workloads, and the locks by which its pods agree. */
export function istiodAtRunTime({ authority, revision }: IstiodOptions, { release }: Context): readonly RunTimeObject[] {
  const by = "istiod";
  const own: Pick<RunTimeObject, "apiVersion" | "namespace" | "by"> = { apiVersion: "v1", namespace: release.namespace, by };
  const suffix = revision === undefined ? "" : `-${revision}`;
  const locks = ["istio-leader", "istio-namespace-controller-election", "istio-gateway-status-leader", "istio-gateway-deployment"];
  return [
    // Workloads trust its root: with another one they refuse each other until all have restarted.
    ...(authority ? [] : [{ ...own, kind: "Secret", name: "istio-ca-secret", retention: "keep" as const }]),
    { ...own, kind: "ConfigMap", namespace: "*", name: "istio-ca-root-cert" },
    ...locks.map((name) => ({ ...own, kind: "ConfigMap", name })),
    { ...own, kind: "ConfigMap", name: `istio-gateway-deployment-${revision ?? "default"}` },
    { ...own, kind: "Lease", apiVersion: "coordination.k8s.io/v1", name: `istiod-leader${suffix}` },
  ];
}
