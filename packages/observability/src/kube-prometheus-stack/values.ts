import { everyTaint } from "@helmwright/sdk";
import type { Context } from "@helmwright/sdk";

import { alertingSecretName, alertingSecrets, alertmanagerConfig } from "./alertmanager-config.ts";
import type { KubePrometheusStackChartValues } from "./gen/values.ts";
import { grafanaValues } from "./grafana.ts";
import { replicasOf } from "./names.ts";
import type { KubePrometheusStackOptions, Volume } from "./options.ts";

export function kubePrometheusStackValues(options: KubePrometheusStackOptions, context: Context): KubePrometheusStackChartValues {
  const { grafana = {}, controlPlane = false, nodeExporter = true } = options;
  const controlPlanePart = { enabled: controlPlane };
  return {
    // prometheusOperatorCrds owns them, so that monitors can be declared before this is there.
    crds: { enabled: false },
    prometheus: prometheusValues(options, context),
    alertmanager: alertmanagerValues(options, context),
    grafana: grafanaValues(grafana, context),
    prometheusOperator: operatorValues(options),
    kubeControllerManager: controlPlanePart,
    kubeScheduler: controlPlanePart,
    kubeProxy: controlPlanePart,
    kubeEtcd: controlPlanePart,
    nodeExporter: { enabled: nodeExporter },
    "prometheus-node-exporter": {
      resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
      tolerations: everyTaint,
    },
    "kube-state-metrics": { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
  };
}

function prometheusValues({ prometheus = {} }: KubePrometheusStackOptions, context: Context): KubePrometheusStackChartValues["prometheus"] {
  const { retentionDays = 15, retentionSize, storage, externalLabels, scrapeSeconds = 30, resources } = prometheus;
  const replicas = replicasOf(prometheus.replicas, 2, context);
  return {
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    prometheusSpec: {
      replicas,
      retention: `${retentionDays}d`,
      retentionSize,
      scrapeInterval: `${scrapeSeconds}s`,
      externalLabels: { cluster: context.platform, ...externalLabels },
      resources: resources ?? { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "4Gi" } },
      storageSpec: storage && claimOf(storage),
      // Else it takes only what carries this release's label, and the rest of the platform goes unseen.
      ruleSelectorNilUsesHelmValues: false,
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
    },
  };
}

function alertmanagerValues(
  { alertmanager = {}, alerting }: KubePrometheusStackOptions,
  context: Context,
): KubePrometheusStackChartValues["alertmanager"] {
  const { storage, resources } = alertmanager;
  const replicas = replicasOf(alertmanager.replicas, 3, context);
  return {
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? replicas - 1 : undefined },
    config: alertmanagerConfig(alerting, context),
    templateFiles: alerting?.templates,
    alertmanagerSpec: {
      replicas,
      secrets: alertingSecrets(alerting, context).length > 0 ? [alertingSecretName(context)] : undefined,
      storage: storage && claimOf(storage),
      resources: resources ?? { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    },
  };
}

/** The chart's own certificates come from hook Jobs; cert-manager needs none and renews them. */
function operatorValues({ webhookIssuer }: KubePrometheusStackOptions): KubePrometheusStackChartValues["prometheusOperator"] {
  const issuer = webhookIssuer?.out;
  const enabled = issuer !== undefined;
  return {
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "512Mi" } },
    tls: { enabled },
    admissionWebhooks: {
      enabled,
      patch: { enabled: false },
      certManager: { enabled, issuerRef: issuer && { name: issuer.name, kind: issuer.kind } },
    },
    prometheusConfigReloader: { resources: { requests: { cpu: "10m", memory: "25Mi" }, limits: { memory: "64Mi" } } },
  };
}

type VolumeClaim = {
  readonly volumeClaimTemplate: {
    readonly spec: {
      readonly accessModes: readonly string[];
      readonly storageClassName?: string | undefined;
      readonly resources: { readonly requests: { readonly storage: string } };
    };
  };
};

function claimOf({ size, class: storageClass }: Volume): VolumeClaim {
  const resources = { requests: { storage: size } };
  return { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"], storageClassName: storageClass?.out.name, resources } } };
}
