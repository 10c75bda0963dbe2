import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Context, Lifecycle, Placement, SecretSpec } from "@helmwright/sdk";

import type { PrometheusOperatorCrds } from "../prometheus-operator-crds/index.ts";
import { alertingSecrets } from "./alertmanager-config.ts";
import { kubePrometheusStackChartValues } from "./gen/values-schema.ts";
import type { KubePrometheusStackChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { grafanaClaims, grafanaSecrets } from "./grafana.ts";
import { kubePrometheusStackOptions } from "./options.ts";
import type { KubePrometheusStackOptions } from "./options.ts";
import { kubePrometheusStackAtRunTime, kubePrometheusStackResources } from "./resources.ts";
import { kubePrometheusStackValues } from "./values.ts";

export type { Alerting, AlertReceiver, AlertRoute, EmailReceiver, PagerDutyReceiver, SlackReceiver, WebhookReceiver } from "./alerting.ts";
export type { KubePrometheusStackChartValues } from "./gen/values.ts";
export type {
  AlertmanagerOptions,
  GrafanaLogin,
  GrafanaOptions,
  KubePrometheusStackOptions,
  PrometheusOptions,
  Volume,
} from "./options.ts";
export type { AlertRule, RecordingRule, Rule } from "./rules.ts";

const group = "monitoring.coreos.com";

const spec: ComponentSpec<KubePrometheusStackOptions, KubePrometheusStackChartValues> = defineComponent<
  KubePrometheusStackOptions,
  KubePrometheusStackChartValues
>({
  name: "kube-prometheus-stack",
  chart,
  // The exporter on each node shares the node's network and processes.
  namespace: { name: "monitoring", podSecurity: "privileged" },
  options: kubePrometheusStackOptions,
  chartValues: kubePrometheusStackChartValues,
  values: kubePrometheusStackValues,
  resources: kubePrometheusStackResources,
  secrets: kubePrometheusStackSecrets,
  claims: grafanaClaims,
  atRunTime: kubePrometheusStackAtRunTime,
  provides: ["monitoring"],
  crds: "none",
  readiness: ["Prometheus", "Alertmanager"].map((kind) => ({ group, version: "v1", kind, condition: "Available" })),
});

function kubePrometheusStackSecrets({ grafana = {}, alerting }: KubePrometheusStackOptions, context: Context): readonly SecretSpec[] {
  return [...grafanaSecrets(grafana, context), ...alertingSecrets(alerting, context)];
}

export interface KubePrometheusStack extends Component, Lifecycle {}

/** Metrics of everything in the platform, dashboards of them, and alerts. `crds` is the component that owns the kinds. */
export function kubePrometheusStack<const R extends string = never>(
  { crds, ...options }: KubePrometheusStackOptions<R> & { readonly crds: PrometheusOperatorCrds },
  placement: Placement<KubePrometheusStackChartValues> = {},
): KubePrometheusStack {
  return component(spec, options, { ...placement, after: [crds, ...(placement.after ?? [])] }, () => ({}));
}
