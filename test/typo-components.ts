/** How a component is made, by its instance in the default platform. */
export interface Factory {
  readonly package: string;
  readonly factory: string;
  /** Its folder under `packages/`. */
  readonly folder: string;
  /** Options that the factory itself takes out before the component sees them. */
  readonly own?: readonly string[] | undefined;
}

export const factories: Readonly<Record<string, Factory>> = {
  features: { package: "@helmwright/node-bootstrap", factory: "nodeFeatureDiscovery", folder: "node-bootstrap/src/node-feature-discovery" },
  pools: { package: "@helmwright/networking", factory: "metalLb", folder: "networking/src/metallb" },
  certs: { package: "@helmwright/networking", factory: "certManager", folder: "networking/src/cert-manager" },
  web: { package: "@helmwright/networking", factory: "ingressNginx", folder: "networking/src/ingress-nginx" },
  volumes: { package: "@helmwright/storage", factory: "localPath", folder: "storage/src/local-path" },
  postgres: { package: "@helmwright/storage", factory: "cloudNativePg", folder: "storage/src/cloudnative-pg" },
  stores: { package: "@helmwright/secrets", factory: "externalSecrets", folder: "secrets/src/external-secrets" },
  sealing: { package: "@helmwright/secrets", factory: "sealedSecrets", folder: "secrets/src/sealed-secrets" },
  sso: { package: "@helmwright/identity", factory: "dex", folder: "identity/src/dex" },
  roles: { package: "@helmwright/identity", factory: "rbac", folder: "identity/src/rbac" },
  monitors: {
    package: "@helmwright/observability",
    factory: "prometheusOperatorCrds",
    folder: "observability/src/prometheus-operator-crds",
  },
  metrics: {
    package: "@helmwright/observability",
    factory: "kubePrometheusStack",
    folder: "observability/src/kube-prometheus-stack",
    own: ["crds"],
  },
  backups: { package: "@helmwright/backup", factory: "velero", folder: "backup/src/velero" },
  meshBase: { package: "@helmwright/service-mesh", factory: "istioBase", folder: "service-mesh/src/istio-base" },
  mesh: { package: "@helmwright/service-mesh", factory: "istiod", folder: "service-mesh/src/istiod", own: ["base"] },
};
