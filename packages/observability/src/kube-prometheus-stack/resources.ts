import type { Context, Manifest, RunTimeObject } from "@helmwright/sdk";

import { alertmanagerName, prometheusName, replicasOf, stackName } from "./names.ts";
import type { KubePrometheusStackOptions } from "./options.ts";
import { prometheusRule } from "./rules.ts";

/** Rules and dashboards. They travel as data: neither Helm nor the chart reads the templates in them. */
export function kubePrometheusStackResources(
  { rules = {}, grafana = {} }: KubePrometheusStackOptions,
  { release }: Context,
): readonly Manifest[] {
  const { namespace } = release;
  return [
    ...Object.entries(rules).map(([name, all]) => prometheusRule(name, all, namespace)),
    ...Object.entries(grafana.dashboards ?? {}).map(([name, json]): Manifest => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: `dashboard-${name}`, namespace, labels: { grafana_dashboard: "1" } },
      data: { [`${name}.json`]: json },
    })),
  ];
}

/** What the operator makes and nothing owns: the Service of the kubelets, and volumes, which hold data. */
export function kubePrometheusStackAtRunTime(options: KubePrometheusStackOptions, context: Context): readonly RunTimeObject[] {
  const by = "the Prometheus operator";
  const { prometheus = {}, alertmanager = {} } = options;
  const { namespace } = context.release;
  const own = { apiVersion: "v1", namespace, by };
  const volumes = (kind: string, name: string, replicas: number): readonly RunTimeObject[] =>
    Array.from({ length: replicas }, (_, index) => ({
      ...own,
      kind: "PersistentVolumeClaim",
      name: `${kind}-${name}-db-${kind}-${name}-${index}`,
      retention: "keep" as const,
    }));
  return [
    { ...own, kind: "Service", namespace: "kube-system", name: `${stackName(context)}-kubelet` },
    { ...own, kind: "Service", name: "prometheus-operated" },
    { ...own, kind: "Service", name: "alertmanager-operated" },
    ...(prometheus.storage ? volumes("prometheus", prometheusName(context), replicasOf(prometheus.replicas, 2, context)) : []),
    ...(alertmanager.storage ? volumes("alertmanager", alertmanagerName(context), replicasOf(alertmanager.replicas, 3, context)) : []),
  ];
}
