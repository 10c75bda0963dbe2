import type { Context, JsonObject, Manifest } from "@helmwright/sdk";

import type { IngressNginxOptions, PassthroughHost } from "./options.ts";
import { defaultCertificateName, defaultClassName } from "./values.ts";

/** The default certificate where an issuer makes it, and what passes TLS connections on. */
export function ingressNginxResources(options: IngressNginxOptions, { release }: Context): readonly Manifest[] {
  const { ingressClass = defaultClassName, defaultCertificate, passthrough = [] } = options;
  const routes = passthrough.flatMap((one) => routeOf(one, ingressClass, release.namespace));
  if (!defaultCertificate || !("issuer" in defaultCertificate)) return routes;
  const { name, kind } = defaultCertificate.issuer.out;
  const spec = {
    secretName: defaultCertificateName,
    dnsNames: defaultCertificate.hosts,
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
    issuerRef: { group: "cert-manager.io", kind, name },
  };
  return [
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: defaultCertificateName, namespace: release.namespace },
      spec,
    },
    ...routes,
  ];
}

function routeOf({ host, to }: PassthroughHost, ingressClass: string, own: string): readonly Manifest[] {
  const name = `passthrough-${host.replace("*", "wildcard").replaceAll(".", "-")}`;
  if ("service" in to) return [ingress(name, to.namespace, host, ingressClass, { name: to.service, port: { number: to.port } })];
  return [...outside(name, own, to), ingress(name, own, host, ingressClass, { name, port: { number: to.port } })];
}

function ingress(name: string, namespace: string, host: string, ingressClassName: string, service: JsonObject): Manifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace, annotations: { "nginx.ingress.kubernetes.io/ssl-passthrough": "true" } },
    spec: { ingressClassName, rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend: { service } }] } }] },
  };
}

/** A Service without a selector, and the addresses behind it. */
function outside(
  name: string,
  namespace: string,
  { addresses, port }: { readonly addresses: readonly string[]; readonly port: number },
): readonly Manifest[] {
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace },
      spec: { type: "ClusterIP", ports: [{ name: "tls", protocol: "TCP", port, targetPort: port }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name, namespace, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      ports: [{ name: "tls", protocol: "TCP", port }],
      endpoints: [{ addresses, conditions: { ready: true } }],
    },
  ];
}
