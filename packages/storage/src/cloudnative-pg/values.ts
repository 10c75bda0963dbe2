import { spreadOverNodes } from "@helmwright/sdk";
import type { Context, RunTimeObject } from "@helmwright/sdk";

import type { CloudnativePgChartValues } from "./gen/values.ts";
import type { CloudNativePgOptions } from "./options.ts";

export function cloudNativePgValues(options: CloudNativePgOptions, context: Context): CloudnativePgChartValues {
  const { release, profile, has } = context;
  const replicas = options.replicas ?? (profile === "ha" ? 2 : 1);
  return {
    replicaCount: replicas,
    crds: { create: true },
    config: { clusterWide: true },
    resources: options.resources ?? { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    topologySpreadConstraints: replicas > 1 ? spreadOverNodes({ "app.kubernetes.io/instance": release.name }) : undefined,
    monitoring: { podMonitorEnabled: has.monitoring },
  };
}

/** What the operator makes: its own certificates, and for each cluster Services, accounts and certificates, which stay as long as its data. */
export function cloudNativePgAtRunTime(options: CloudNativePgOptions, context: Context): readonly RunTimeObject[] {
  const { release } = context;
  const by = "the CloudNativePG operator";
  const own: Pick<RunTimeObject, "namespace" | "by"> = { namespace: release.namespace, by };
  return [
    { ...own, apiVersion: "v1", kind: "Secret", name: "cnpg-ca-secret" },
    { ...own, apiVersion: "v1", kind: "Secret", name: "cnpg-webhook-cert" },
    { ...own, apiVersion: "coordination.k8s.io/v1", kind: "Lease", name: "db9c8771.cnpg.io" },
    ...(options.clusters ?? []).flatMap(({ name, namespace = release.namespace }): readonly RunTimeObject[] => {
      const kept: Omit<RunTimeObject, "kind" | "name"> = { apiVersion: "v1", namespace, by, retention: "keep" };
      return [
        // Its volumes belong to it and would go with it, so the Cluster itself is what must be kept.
        { ...kept, apiVersion: "postgresql.cnpg.io/v1", kind: "Cluster", name },
        ...["rw", "ro", "r"].map((end) => ({ ...kept, kind: "Service", name: `${name}-${end}` })),
        ...["ca", "server", "replication", "app"].map((end) => ({ ...kept, kind: "Secret", name: `${name}-${end}` })),
        { ...kept, kind: "ServiceAccount", name },
      ];
    }),
  ];
}
