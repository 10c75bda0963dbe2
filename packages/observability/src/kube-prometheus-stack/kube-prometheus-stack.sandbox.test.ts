import { existing, secret } from "@helmwright/sdk";
import { goldenExtract, instanceOf, renderInstance } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "../prometheus-operator-crds/index.ts";
import { kubePrometheusStack } from "./index.ts";

const crds = prometheusOperatorCrds();
const template = '{{ define "title" }}{{ .CommonLabels.alertname }}{{ end }}';
const metrics = kubePrometheusStack({
  crds,
  prometheus: { storage: { size: "20Gi", class: existing.storageClass("fast") } },
  grafana: { expose: existing.host("grafana.example.org", { className: "nginx", tlsSecret: "grafana-tls" }), storage: { size: "5Gi" } },
  alerting: {
    receivers: [{ type: "slack", name: "chat", channel: "#ops", webhook: secret.env("SLACK"), title: '{{ template "title" . }}' }],
    templates: { "title.tmpl": template },
  },
});

test("what the chart renders, beside its own rules and dashboards", async () => {
  const prometheus = "Prometheus monitoring/kube-prometheus-stack-prometheus spec";
  const grafana = "Deployment monitoring/kube-prometheus-stack-grafana spec";
  const pick = [
    ...["replicas", "retention", "storage", "externalLabels", "serviceMonitorSelector", "podMonitorSelector", "ruleSelector"].map(
      (field) => `${prometheus}.${field}`,
    ),
    "Alertmanager monitoring/kube-prometheus-stack-alertmanager spec.replicas",
    "Alertmanager monitoring/kube-prometheus-stack-alertmanager spec.secrets",
    `${grafana}.strategy`,
    `${grafana}.replicas`,
    "Ingress monitoring/kube-prometheus-stack-grafana spec.tls",
    'PersistentVolumeClaim monitoring/kube-prometheus-stack-grafana metadata.annotations."helm.sh/resource-policy"',
  ];
  const { objects, ...rest } = await goldenExtract(instanceOf(metrics, { with: { crds } }), { pick });
  expect({ objects: objects.filter((one) => !/^(PrometheusRule|ConfigMap) /.test(one)), ...rest }).toMatchInlineSnapshot(`
    {
      "fields": {
        "Alertmanager monitoring/kube-prometheus-stack-alertmanager spec.replicas": 3,
        "Alertmanager monitoring/kube-prometheus-stack-alertmanager spec.secrets": [
          "kube-prometheus-stack-alerting",
        ],
        "Deployment monitoring/kube-prometheus-stack-grafana spec.replicas": 1,
        "Deployment monitoring/kube-prometheus-stack-grafana spec.strategy": {
          "type": "Recreate",
        },
        "Ingress monitoring/kube-prometheus-stack-grafana spec.tls": [
          {
            "hosts": [
              "grafana.example.org",
            ],
            "secretName": "grafana-tls",
          },
        ],
        "PersistentVolumeClaim monitoring/kube-prometheus-stack-grafana metadata.annotations."helm.sh/resource-policy"": "keep",
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.externalLabels": {
          "cluster": "test",
        },
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.podMonitorSelector": {},
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.replicas": 2,
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.retention": "15d",
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.ruleSelector": {},
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.serviceMonitorSelector": {},
        "Prometheus monitoring/kube-prometheus-stack-prometheus spec.storage": {
          "volumeClaimTemplate": {
            "spec": {
              "accessModes": [
                "ReadWriteOnce",
              ],
              "resources": {
                "requests": {
                  "storage": "20Gi",
                },
              },
              "storageClassName": "fast",
            },
          },
        },
      },
      "images": [
        "docker.io/grafana/grafana",
        "quay.io/kiwigrid/k8s-sidecar",
        "quay.io/prometheus-operator/prometheus-operator",
        "quay.io/prometheus/alertmanager",
        "quay.io/prometheus/node-exporter",
        "quay.io/prometheus/prometheus",
        "registry.k8s.io/kube-state-metrics/kube-state-metrics",
      ],
      "objects": [
        "Alertmanager monitoring/kube-prometheus-stack-alertmanager",
        "ClusterRole kube-prometheus-stack-grafana-clusterrole",
        "ClusterRole kube-prometheus-stack-kube-state-metrics",
        "ClusterRole kube-prometheus-stack-operator",
        "ClusterRole kube-prometheus-stack-prometheus",
        "ClusterRoleBinding kube-prometheus-stack-grafana-clusterrolebinding",
        "ClusterRoleBinding kube-prometheus-stack-kube-state-metrics",
        "ClusterRoleBinding kube-prometheus-stack-operator",
        "ClusterRoleBinding kube-prometheus-stack-prometheus",
        "DaemonSet monitoring/kube-prometheus-stack-prometheus-node-exporter",
        "Deployment monitoring/kube-prometheus-stack-grafana",
        "Deployment monitoring/kube-prometheus-stack-kube-state-metrics",
        "Deployment monitoring/kube-prometheus-stack-operator",
        "Ingress monitoring/kube-prometheus-stack-grafana",
        "PersistentVolumeClaim monitoring/kube-prometheus-stack-grafana",
        "PodDisruptionBudget monitoring/kube-prometheus-stack-alertmanager",
        "PodDisruptionBudget monitoring/kube-prometheus-stack-prometheus",
        "Prometheus monitoring/kube-prometheus-stack-prometheus",
        "Secret monitoring/alertmanager-kube-prometheus-stack-alertmanager",
        "Service kube-system/kube-prometheus-stack-coredns",
        "Service monitoring/kube-prometheus-stack-alertmanager",
        "Service monitoring/kube-prometheus-stack-grafana",
        "Service monitoring/kube-prometheus-stack-kube-state-metrics",
        "Service monitoring/kube-prometheus-stack-operator",
        "Service monitoring/kube-prometheus-stack-prometheus",
        "Service monitoring/kube-prometheus-stack-prometheus-node-exporter",
        "ServiceAccount monitoring/kube-prometheus-stack-alertmanager",
        "ServiceAccount monitoring/kube-prometheus-stack-grafana",
        "ServiceAccount monitoring/kube-prometheus-stack-kube-state-metrics",
        "ServiceAccount monitoring/kube-prometheus-stack-operator",
        "ServiceAccount monitoring/kube-prometheus-stack-prometheus",
        "ServiceAccount monitoring/kube-prometheus-stack-prometheus-node-exporter",
        "ServiceMonitor monitoring/kube-prometheus-stack-alertmanager",
        "ServiceMonitor monitoring/kube-prometheus-stack-apiserver",
        "ServiceMonitor monitoring/kube-prometheus-stack-coredns",
        "ServiceMonitor monitoring/kube-prometheus-stack-grafana",
        "ServiceMonitor monitoring/kube-prometheus-stack-kube-state-metrics",
        "ServiceMonitor monitoring/kube-prometheus-stack-kubelet",
        "ServiceMonitor monitoring/kube-prometheus-stack-operator",
        "ServiceMonitor monitoring/kube-prometheus-stack-prometheus",
        "ServiceMonitor monitoring/kube-prometheus-stack-prometheus-node-exporter",
      ],
    }
  `);
});

test("templates of messages reach Alertmanager unread, and no credential does", async () => {
  const rendered = await renderInstance(instanceOf(metrics, { with: { crds } }));
  const data = rendered.find(({ kind, metadata }) => kind === "Secret" && metadata.name.startsWith("alertmanager-"))?.["data"];
  const text = (key: string): string => Buffer.from((data as Readonly<Record<string, string>>)[key] ?? "", "base64").toString();
  expect(text("title.tmpl")).toBe(template);
  expect(text("alertmanager.yaml")).toContain(`title: '{{ template "title" . }}'`);
  expect(text("alertmanager.yaml")).toContain("api_url_file: /etc/alertmanager/secrets/kube-prometheus-stack-alerting/chat-webhook");
});

test("no Secret with a random value, no definition and no hook is rendered", async () => {
  const rendered = await renderInstance(instanceOf(metrics, { with: { crds } }));
  expect(rendered.flatMap(({ kind, metadata }) => (kind === "Secret" ? [metadata.name] : []))).toEqual([
    "alertmanager-kube-prometheus-stack-alertmanager",
  ]);
  expect(
    rendered.filter(({ kind, metadata }) => kind === "CustomResourceDefinition" || metadata.annotations?.["helm.sh/hook"] !== undefined),
  ).toEqual([]);
});

test.each(["ha", "single-node"] as const)("%s renders twice the same", async (profile) => {
  const instance = instanceOf(metrics, { profile, with: { crds } });
  expect(await renderInstance(instance)).toEqual(await renderInstance(instance));
});
