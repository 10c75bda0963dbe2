import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";

import { defaultMirrors, readChartArchive } from "@helmwright/charts";
import { expect, test } from "vitest";

import { describeValues } from "../../test/describe-type.ts";

// Needs a chart mirror; without one the tests are skipped.

const mirror = defaultMirrors({ start: import.meta.dirname }).find((path) => !path.includes("://"));
const archiveOf = (name: string): string => join(mirror ?? "", `${name}.tgz`);

const MAP = "object / open: a map by its type";

const facts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cert-manager-v1.21.1": {
    installCRDs: "boolean",
    "image.tag": "string",
    replicaCount: "integer",
    strategy: "object / DeploymentStrategy / closed",
    resources: "object / ResourceRequirements / closed",
    securityContext: "object / PodSecurityContext / closed",
    affinity: "object / Affinity / closed",
    "tolerations[]": "object / Toleration / closed",
    "volumes[]": "object / Volume / closed",
    "extraArgs[]": "string",
    podLabels: MAP,
    "podLabels.*": "string",
    config: "object / open: passed through as text to ConfigMap.data.config.yaml",
    "podDisruptionBudget.minAvailable": "integer string / IntOrString",
    "webhook.timeoutSeconds": "integer",
  },
  "dex-0.24.0": {
    replicaCount: "integer / also string",
    "https.enabled": "boolean",
    "image.tag": "string",
    config: "object / also string integer number boolean array / open: passed through as text to Secret.data.config.yaml",
    env: "object / also array / open: is gone through",
    "envVars[]": "object / EnvVar / closed",
    "envFrom[]": "object / EnvFromSource / closed",
    resources: "object / ResourceRequirements / closed",
    podSecurityContext: "object / PodSecurityContext / closed",
    securityContext: "object / SecurityContext / closed",
    "topologySpreadConstraints[]": "object / TopologySpreadConstraint / closed",
    nodeSelector: MAP,
    "ingress.hosts[]": "object / closed",
    "service.ports.http.nodePort": "integer / also string",
    "autoscaling.maxReplicas": "integer / also string",
  },
  "kube-prometheus-stack-88.5.3": {
    "crds.enabled": "boolean",
    nameOverride: "string",
    "alertmanager.enabled": "boolean",
    "defaultRules.rules.etcd": "boolean",
    additionalPrometheusRulesMap: "object / also array / open: is gone through",
    "grafana.adminPassword": "string",
    "grafana.persistence.size": "string number / also integer / Quantity",
    "grafana.replicas": "integer / also string",
    "grafana.resources": "object / ResourceRequirements / closed",
    "kube-state-metrics.replicas": "integer / also string",
    "kubeEtcd.service.port": "integer / also string",
    "prometheus-node-exporter.hostNetwork": "boolean / also string",
    "prometheus.service.nodePort": "integer / also string",
    "prometheusOperator.admissionWebhooks.failurePolicy": "string",
    "prometheusOperator.resources": "object / ResourceRequirements / closed",
  },
};

for (const [name, expected] of Object.entries(facts)) {
  test.runIf(mirror !== undefined && existsSync(archiveOf(name)))(`what is known of ${name}`, async () => {
    const described = describeValues(await readChartArchive(createReadStream(archiveOf(name))));
    expect(Object.fromEntries(Object.keys(expected).map((path) => [path, described[path]]))).toEqual(expected);
  });
}
