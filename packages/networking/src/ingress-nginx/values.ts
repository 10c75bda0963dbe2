import { spreadOverNodes } from "@helmwright/sdk";
import type { Context, RunTimeObject, SecretSpec } from "@helmwright/sdk";

import type { IngressNginxChartValues } from "./gen/values.ts";
import type { IngressNginxOptions } from "./options.ts";

export const defaultClassName = "nginx";
export const defaultCertificateName = "default-certificate";

export function ingressNginxValues(options: IngressNginxOptions, context: Context): IngressNginxChartValues {
  const { ingressClass = defaultClassName, defaultClass = false, service = "LoadBalancer", preserveClientAddress = false } = options;
  const { release, has, profile } = context;
  const replicas = options.replicas ?? (profile === "ha" ? 2 : 1);
  const external = service !== "ClusterIP";
  return {
    controller: {
      replicaCount: replicas,
      minAvailable: replicas > 1 ? 1 : undefined,
      ingressClass,
      ingressClassResource: {
        name: ingressClass,
        default: defaultClass,
        // Two controllers with one value would both serve each other's Ingresses.
        controllerValue: ingressClass === defaultClassName ? "k8s.io/ingress-nginx" : `k8s.io/${ingressClass}`,
      },
      watchIngressWithoutClass: defaultClass,
      allowSnippetAnnotations: false,
      config: options.config,
      extraArgs: argumentsOf(options, release.namespace),
      service: {
        type: service,
        annotations: options.address?.out.annotations,
        externalTrafficPolicy: external ? (preserveClientAddress ? "Local" : "Cluster") : undefined,
        loadBalancerSourceRanges: options.allowedClients,
      },
      resources: options.resources ?? { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      topologySpreadConstraints:
        replicas > 1
          ? spreadOverNodes({ "app.kubernetes.io/instance": release.name, "app.kubernetes.io/component": "controller" })
          : undefined,
      admissionWebhooks: admissionOf(options),
      metrics: { enabled: has.monitoring, serviceMonitor: { enabled: has.monitoring } },
    },
  };
}

function argumentsOf({ defaultCertificate, passthrough = [] }: IngressNginxOptions, namespace: string): Readonly<Record<string, string>> {
  const certificate = { "default-ssl-certificate": `${namespace}/${defaultCertificateName}` };
  return { ...(defaultCertificate ? certificate : {}), ...(passthrough.length > 0 ? { "enable-ssl-passthrough": "true" } : {}) };
}

function admissionOf({ webhookIssuer }: IngressNginxOptions): NonNullable<IngressNginxChartValues["controller"]>["admissionWebhooks"] {
  const issuer = webhookIssuer?.out;
  return {
    enabled: true,
    patch: { enabled: issuer === undefined },
    certManager: { enabled: issuer !== undefined, issuerRef: issuer && { group: "cert-manager.io", kind: issuer.kind, name: issuer.name } },
  };
}

export function ingressNginxSecrets({ defaultCertificate }: IngressNginxOptions): readonly SecretSpec[] {
  if (!defaultCertificate || "issuer" in defaultCertificate) return [];
  const data = { "tls.crt": defaultCertificate.certificate, "tls.key": defaultCertificate.key };
  return [{ name: defaultCertificateName, type: "kubernetes.io/tls", data }];
}

export function ingressNginxAtRunTime({ webhookIssuer }: IngressNginxOptions, { release }: Context): readonly RunTimeObject[] {
  const name = release.name.includes("ingress-nginx") ? release.name : `${release.name}-ingress-nginx`;
  const { namespace } = release;
  const by = webhookIssuer ? "cert-manager" : "the certificate Job of ingress-nginx";
  return [
    { apiVersion: "v1", kind: "Secret", namespace, name: `${name}-admission`, by },
    { apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace, name: `${name}-leader`, by: "ingress-nginx" },
  ];
}
