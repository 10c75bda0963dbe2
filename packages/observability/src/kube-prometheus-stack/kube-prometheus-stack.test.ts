import { existing } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "../prometheus-operator-crds/index.ts";
import { kubePrometheusStack } from "./index.ts";
import type { KubePrometheusStackOptions } from "./index.ts";

const crds = prometheusOperatorCrds();
const stackOf = (options: KubePrometheusStackOptions = {}, profile: "ha" | "single-node" = "ha"): ReturnType<typeof instanceOf> =>
  instanceOf(kubePrometheusStack({ crds, ...options }), { profile, with: { crds } });
const off = { enabled: false };

test("replicas and budgets by profile, and every monitor of the platform is taken", () => {
  const { alertmanager, grafana, ...values } = stackOf().values;
  expect(grafana).toMatchObject({ replicas: 1 });
  expect(alertmanager).toMatchObject({
    podDisruptionBudget: { enabled: true, minAvailable: 2 },
    alertmanagerSpec: { replicas: 3, resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } } },
  });
  expect(values).toEqual({
    crds: off,
    prometheus: {
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      prometheusSpec: {
        replicas: 2,
        retention: "15d",
        scrapeInterval: "30s",
        externalLabels: { cluster: "test" },
        resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { memory: "4Gi" } },
        ruleSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        probeSelectorNilUsesHelmValues: false,
        scrapeConfigSelectorNilUsesHelmValues: false,
      },
    },
    prometheusOperator: {
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "512Mi" } },
      tls: off,
      admissionWebhooks: { enabled: false, patch: off, certManager: off },
      prometheusConfigReloader: { resources: { requests: { cpu: "10m", memory: "25Mi" }, limits: { memory: "64Mi" } } },
    },
    kubeControllerManager: off,
    kubeScheduler: off,
    kubeProxy: off,
    kubeEtcd: off,
    nodeExporter: { enabled: true },
    "prometheus-node-exporter": {
      resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
      tolerations: [{ operator: "Exists" }],
    },
    "kube-state-metrics": { resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
  });
  expect(stackOf({}, "single-node").values).toMatchObject({
    prometheus: { podDisruptionBudget: { enabled: false }, prometheusSpec: { replicas: 1 } },
    alertmanager: { podDisruptionBudget: { enabled: false }, alertmanagerSpec: { replicas: 1 } },
  });
});

test("volumes come from a class, and outlive the release by name", () => {
  const storage = { size: "20Gi", class: existing.storageClass("fast") };
  const { values, atRunTime } = stackOf({
    prometheus: { storage, retentionDays: 30, retentionSize: "18GiB", externalLabels: { region: "eu" }, scrapeSeconds: 60 },
    alertmanager: { storage: { size: "1Gi" }, replicas: 1 },
  });
  expect(values).toMatchObject({
    prometheus: {
      prometheusSpec: {
        retention: "30d",
        retentionSize: "18GiB",
        scrapeInterval: "60s",
        externalLabels: { cluster: "test", region: "eu" },
        storageSpec: {
          volumeClaimTemplate: {
            spec: { accessModes: ["ReadWriteOnce"], storageClassName: "fast", resources: { requests: { storage: "20Gi" } } },
          },
        },
      },
    },
    alertmanager: {
      alertmanagerSpec: {
        replicas: 1,
        storage: { volumeClaimTemplate: { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } } },
      },
    },
  });
  expect(atRunTime.map(({ kind, namespace, name, retention = "remove" }) => `${retention} ${kind} ${namespace}/${name}`)).toEqual([
    "remove Service kube-system/kube-prometheus-stack-kubelet",
    "remove Service monitoring/prometheus-operated",
    "remove Service monitoring/alertmanager-operated",
    "keep PersistentVolumeClaim monitoring/prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-0",
    "keep PersistentVolumeClaim monitoring/prometheus-kube-prometheus-stack-prometheus-db-prometheus-kube-prometheus-stack-prometheus-1",
    "keep PersistentVolumeClaim monitoring/alertmanager-kube-prometheus-stack-alertmanager-db-alertmanager-kube-prometheus-stack-alertmanager-0",
  ]);
});

test("an issuer brings the webhook, signed by cert-manager instead of by hook Jobs", () => {
  expect(stackOf({ webhookIssuer: existing.issuer("internal") }).values["prometheusOperator"]).toMatchObject({
    tls: { enabled: true },
    admissionWebhooks: {
      enabled: true,
      patch: { enabled: false },
      certManager: { enabled: true, issuerRef: { name: "internal", kind: "ClusterIssuer" } },
    },
  });
});

test("the control plane and the nodes are asked for", () => {
  expect(stackOf({ controlPlane: true, nodeExporter: false }).values).toMatchObject({
    kubeControllerManager: { enabled: true },
    kubeScheduler: { enabled: true },
    kubeProxy: { enabled: true },
    kubeEtcd: { enabled: true },
    nodeExporter: { enabled: false },
  });
});

test("rules travel as they are", () => {
  const { resources } = stackOf({
    rules: {
      shop: [
        {
          alert: "Down",
          expr: "up == 0",
          forMinutes: 5,
          severity: "critical",
          summary: "{{ $labels.pod }} is down",
          labels: { team: "a" },
        },
        { record: "shop:orders:rate5m", expr: "rate(orders[5m])" },
      ],
    },
  });
  expect(JSON.parse(JSON.stringify(resources))).toEqual([
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: { name: "shop", namespace: "monitoring" },
      spec: {
        groups: [
          {
            name: "shop",
            rules: [
              {
                alert: "Down",
                expr: "up == 0",
                for: "5m",
                labels: { team: "a", severity: "critical" },
                annotations: { summary: "{{ $labels.pod }} is down" },
              },
              { record: "shop:orders:rate5m", expr: "rate(orders[5m])" },
            ],
          },
        ],
      },
    },
  ]);
});

test("it provides monitoring, and leaves the definitions to their owner", () => {
  const metrics = kubePrometheusStack({ crds });
  expect([metrics.bound.provides, metrics.bound.crds, metrics.placement.after]).toEqual([["monitoring"], "none", [crds]]);
  expect(problemsOf({ metrics })[0]).toContain("REFERENCE_MISSING");
});

test.each<[string, unknown, string]>([
  ["a typo at depth", { prometheus: { storage: { siz: "1Gi" } } }, "Did you mean size?"],
  ["a size that is none", { prometheus: { storage: { size: "20 GB" } } }, "expected a quantity"],
  ["a rule without a summary", { rules: { a: [{ alert: "A", expr: "up", severity: "info" }] } }, "rules.a[0]"],
  ["a severity of its own", { rules: { a: [{ alert: "A", expr: "up", severity: "page", summary: "s" }] } }, "rules.a[0]"],
])("refused: %s", (_name, options, message) => {
  const metrics = kubePrometheusStack({ crds, ...(options as KubePrometheusStackOptions) });
  expect(problemsOf({ crds, metrics }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = kubePrometheusStack({ crds }, { values: { grafana: { sidecar: { dashboards: { serchNamespace: "ALL" } } } } });
  expect(problemsOf({ crds, metrics: typo })).toEqual([
    "VALUES_INVALID check chart values of metrics (kube-prometheus-stack): there is no grafana.sidecar.dashboards.serchNamespace (Did you mean searchNamespace?)",
  ]);
});
