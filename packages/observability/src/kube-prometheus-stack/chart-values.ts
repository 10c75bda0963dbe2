import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

import { alertmanagerConfigSchema } from "./alertmanager-values.ts";
import type { AlertmanagerConfig } from "./alertmanager-values.ts";
import { grafanaChartValues } from "./grafana-values.ts";
import type { GrafanaChartValues } from "./grafana-values.ts";
import { remoteWriteSchema } from "./remote-write.ts";
import type { RemoteWrite } from "./remote-write.ts";

interface Switch {
  readonly enabled?: boolean | undefined;
}
interface Budget extends Switch {
  readonly minAvailable?: number | undefined;
}

/** The template of the claim for each pod's volume. */
export interface VolumeClaimTemplate {
  readonly volumeClaimTemplate: {
    readonly spec: {
      readonly accessModes: readonly string[];
      readonly storageClassName?: string | undefined;
      readonly resources: { readonly requests: { readonly storage: string } };
    };
  };
}

export interface PrometheusSpecValues {
  readonly replicas?: number | undefined;
  readonly retention?: string | undefined;
  readonly retentionSize?: string | undefined;
  readonly scrapeInterval?: string | undefined;
  readonly externalLabels?: Readonly<Record<string, string>> | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly storageSpec?: VolumeClaimTemplate | undefined;
  readonly ruleSelectorNilUsesHelmValues?: boolean | undefined;
  readonly serviceMonitorSelectorNilUsesHelmValues?: boolean | undefined;
  readonly podMonitorSelectorNilUsesHelmValues?: boolean | undefined;
  readonly probeSelectorNilUsesHelmValues?: boolean | undefined;
  readonly scrapeConfigSelectorNilUsesHelmValues?: boolean | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly enableRemoteWriteReceiver?: boolean | undefined;
  readonly remoteWrite?: readonly RemoteWrite[] | undefined;
}

export interface AlertmanagerSpecValues {
  readonly replicas?: number | undefined;
  readonly retention?: string | undefined;
  readonly secrets?: readonly string[] | undefined;
  readonly storage?: VolumeClaimTemplate | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
}

export interface PrometheusOperatorValues {
  readonly resources?: ResourceRequirements | undefined;
  readonly tls?: Switch | undefined;
  readonly admissionWebhooks?:
    | (Switch & {
        readonly patch?: Switch | undefined;
        readonly certManager?: (Switch & { readonly issuerRef?: { readonly name: string; readonly kind: string } | undefined }) | undefined;
      })
    | undefined;
  readonly prometheusConfigReloader?: { readonly resources?: ResourceRequirements | undefined } | undefined;
  readonly logLevel?: string | undefined;
}

/** The values of the chart that this package or its users set. */
export interface KubePrometheusStackChartValues {
  readonly crds?: Switch | undefined;
  readonly fullnameOverride?: string | undefined;
  readonly defaultRules?:
    | {
        readonly create?: boolean | undefined;
        readonly disabled?: Readonly<Record<string, boolean>> | undefined;
        readonly runbookUrl?: string | undefined;
      }
    | undefined;
  readonly prometheus?:
    | { readonly podDisruptionBudget?: Budget | undefined; readonly prometheusSpec?: PrometheusSpecValues | undefined }
    | undefined;
  readonly alertmanager?:
    | {
        readonly enabled?: boolean | undefined;
        readonly podDisruptionBudget?: Budget | undefined;
        readonly config?: AlertmanagerConfig | undefined;
        readonly templateFiles?: Readonly<Record<string, string>> | undefined;
        readonly alertmanagerSpec?: AlertmanagerSpecValues | undefined;
      }
    | undefined;
  readonly grafana?: GrafanaChartValues | undefined;
  readonly prometheusOperator?: PrometheusOperatorValues | undefined;
  readonly kubeControllerManager?: Switch | undefined;
  readonly kubeScheduler?: Switch | undefined;
  readonly kubeProxy?: Switch | undefined;
  readonly kubeEtcd?: Switch | undefined;
  readonly coreDns?: Switch | undefined;
  readonly kubelet?: Switch | undefined;
  readonly nodeExporter?: Switch | undefined;
  readonly "prometheus-node-exporter"?:
    | { readonly resources?: ResourceRequirements | undefined; readonly tolerations?: readonly Toleration[] | undefined }
    | undefined;
  readonly "kube-state-metrics"?: { readonly resources?: ResourceRequirements | undefined } | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const count = z.int().optional();
const texts = z.record(z.string(), z.string()).optional();
const resources = resourcesSchema.optional();
const toggle = z.strictObject({ enabled: flag } satisfies Shape<Switch>).optional();
const budget = z.strictObject({ enabled: flag, minAvailable: count } satisfies Shape<Budget>).optional();
const tolerations = z.array(tolerationSchema).readonly().optional();

const claimTemplate = z
  .strictObject({
    volumeClaimTemplate: z.strictObject({
      spec: z.strictObject({
        accessModes: z.array(z.string()).readonly(),
        storageClassName: text,
        resources: z.strictObject({ requests: z.strictObject({ storage: z.string() }) }),
      }),
    }),
  } satisfies Shape<VolumeClaimTemplate>)
  .optional();
const prometheusSpec = z.strictObject({
  replicas: count,
  retention: text,
  retentionSize: text,
  scrapeInterval: text,
  externalLabels: texts,
  resources,
  storageSpec: claimTemplate,
  ruleSelectorNilUsesHelmValues: flag,
  serviceMonitorSelectorNilUsesHelmValues: flag,
  podMonitorSelectorNilUsesHelmValues: flag,
  probeSelectorNilUsesHelmValues: flag,
  scrapeConfigSelectorNilUsesHelmValues: flag,
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  tolerations,
  enableRemoteWriteReceiver: flag,
  remoteWrite: z.array(remoteWriteSchema).readonly().optional(),
} satisfies Shape<PrometheusSpecValues>);
const alertmanagerSpec = z.strictObject({
  replicas: count,
  retention: text,
  secrets: z.array(z.string()).readonly().optional(),
  storage: claimTemplate,
  resources,
  tolerations,
} satisfies Shape<AlertmanagerSpecValues>);
const operator = z.strictObject({
  resources,
  tls: toggle,
  admissionWebhooks: z
    .strictObject({
      enabled: flag,
      patch: toggle,
      certManager: z
        .strictObject({ enabled: flag, issuerRef: z.strictObject({ name: z.string(), kind: z.string() }).optional() })
        .optional(),
    })
    .optional(),
  prometheusConfigReloader: z.strictObject({ resources }).optional(),
  logLevel: text,
} satisfies Shape<PrometheusOperatorValues>);

export const kubePrometheusStackChartValues: Shape<KubePrometheusStackChartValues> = {
  crds: toggle,
  fullnameOverride: text,
  defaultRules: z.strictObject({ create: flag, disabled: z.record(z.string(), z.boolean()).optional(), runbookUrl: text }).optional(),
  prometheus: z.strictObject({ podDisruptionBudget: budget, prometheusSpec: prometheusSpec.optional() }).optional(),
  alertmanager: z
    .strictObject({
      enabled: flag,
      podDisruptionBudget: budget,
      config: alertmanagerConfigSchema.optional(),
      templateFiles: texts,
      alertmanagerSpec: alertmanagerSpec.optional(),
    })
    .optional(),
  grafana: z.strictObject(grafanaChartValues).optional(),
  prometheusOperator: operator.optional(),
  kubeControllerManager: toggle,
  kubeScheduler: toggle,
  kubeProxy: toggle,
  kubeEtcd: toggle,
  coreDns: toggle,
  kubelet: toggle,
  nodeExporter: toggle,
  "prometheus-node-exporter": z.strictObject({ resources, tolerations }).optional(),
  "kube-state-metrics": z.strictObject({ resources }).optional(),
};
