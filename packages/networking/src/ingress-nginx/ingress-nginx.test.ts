import { existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { certManager, selfSigned } from "../cert-manager/index.ts";
import { ingressNginx } from "./index.ts";
import type { IngressNginxOptions } from "./index.ts";

const issuer = existing.issuer("internal");
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("defaults by profile", () => {
  const shared = {
    ingressClass: "nginx",
    ingressClassResource: { name: "nginx", default: false, controllerValue: "k8s.io/ingress-nginx" },
    watchIngressWithoutClass: false,
    allowSnippetAnnotations: false,
    extraArgs: {},
    service: { type: "LoadBalancer", externalTrafficPolicy: "Cluster" },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    admissionWebhooks: { enabled: true, patch: { enabled: true }, certManager: { enabled: false } },
    metrics: { enabled: false, serviceMonitor: { enabled: false } },
  };
  const labels = { "app.kubernetes.io/instance": "ingress-nginx", "app.kubernetes.io/component": "controller" };
  expect(instanceOf(ingressNginx(), { profile: "single-node" }).values).toEqual({ controller: { replicaCount: 1, ...shared } });
  expect(instanceOf(ingressNginx()).values).toEqual({
    controller: {
      replicaCount: 2,
      minAvailable: 1,
      ...shared,
      topologySpreadConstraints: [
        { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: labels } },
      ],
    },
  });
});

test.each<[string, IngressNginxOptions, object]>([
  [
    "an address",
    { address: existing.address("dmz", { annotations: { "metallb.io/address-pool": "dmz" } }), preserveClientAddress: true },
    { service: { type: "LoadBalancer", annotations: { "metallb.io/address-pool": "dmz" }, externalTrafficPolicy: "Local" } },
  ],
  [
    "a second instance",
    { ingressClass: "internal", defaultClass: true },
    {
      ingressClass: "internal",
      watchIngressWithoutClass: true,
      ingressClassResource: { name: "internal", default: true, controllerValue: "k8s.io/internal" },
    },
  ],
  [
    "a webhook certificate by an issuer",
    { webhookIssuer: issuer },
    {
      admissionWebhooks: {
        enabled: true,
        patch: { enabled: false },
        certManager: { enabled: true, issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal" } },
      },
    },
  ],
  [
    "passthrough",
    { passthrough: [{ host: "a.example.org", to: { namespace: "n", service: "s", port: 443 } }] },
    { extraArgs: { "enable-ssl-passthrough": "true" } },
  ],
  [
    "a default certificate",
    { defaultCertificate: { issuer, hosts: ["*.example.org"] } },
    { extraArgs: { "default-ssl-certificate": "ingress-nginx/default-certificate" } },
  ],
])("values: %s", (_name, options, expected) => {
  expect(instanceOf(ingressNginx(options)).values).toMatchObject({ controller: expected });
});

test("a default certificate comes from an issuer, or is given", () => {
  const issued = instanceOf(ingressNginx({ defaultCertificate: { issuer, hosts: ["*.example.org"] } }));
  expect(issued.resources).toEqual([
    {
      apiVersion: "cert-manager.io/v1",
      kind: "Certificate",
      metadata: { name: "default-certificate", namespace: "ingress-nginx" },
      spec: {
        secretName: "default-certificate",
        dnsNames: ["*.example.org"],
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal" },
      },
    },
  ]);
  const given = instanceOf(ingressNginx({ defaultCertificate: { certificate: secret.file("c"), key: secret.file("k") } }));
  expect([given.resources, given.secrets]).toEqual([
    [],
    [{ name: "default-certificate", type: "kubernetes.io/tls", data: { "tls.crt": secret.file("c"), "tls.key": secret.file("k") } }],
  ]);
});

test("passthrough goes to a service, or out of the cluster", () => {
  const options: IngressNginxOptions = {
    passthrough: [
      { host: "a.example.org", to: { namespace: "apps", service: "a", port: 443 } },
      { host: "b.example.org", to: { addresses: ["10.1.1.1"], port: 8443 } },
    ],
  };
  const ingress = (name: string, namespace: string, host: string, service: object): object => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace, annotations: { "nginx.ingress.kubernetes.io/ssl-passthrough": "true" } },
    spec: { ingressClassName: "nginx", rules: [{ host, http: { paths: [{ path: "/", pathType: "Prefix", backend: { service } }] } }] },
  });
  const name = "passthrough-b-example-org";
  const metadata = { name, namespace: "ingress-nginx" };
  expect(plain(instanceOf(ingressNginx(options)).resources)).toEqual([
    ingress("passthrough-a-example-org", "apps", "a.example.org", { name: "a", port: { number: 443 } }),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "ClusterIP", ports: [{ name: "tls", protocol: "TCP", port: 8443, targetPort: 8443 }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { ...metadata, labels: { "kubernetes.io/service-name": name } },
      addressType: "IPv4",
      ports: [{ name: "tls", protocol: "TCP", port: 8443 }],
      endpoints: [{ addresses: ["10.1.1.1"], conditions: { ready: true } }],
    },
    ingress(name, "ingress-nginx", "b.example.org", { name, port: { number: 8443 } }),
  ]);
});

test("a host stands on its issuer", () => {
  const certs = certManager({ issuers: [selfSigned({ name: "self" })] });
  const web = ingressNginx({ ingressClass: "internal" });
  expect(web.host("grafana.example.org", certs.issuer("self"))).toMatchObject({
    kind: "host",
    name: "grafana.example.org",
    from: web,
    through: [{ kind: "issuer", from: certs }],
    out: {
      host: "grafana.example.org",
      className: "internal",
      tlsSecret: "grafana-example-org-tls",
      annotations: { "cert-manager.io/cluster-issuer": "self" },
    },
  });
  expect(web.host("*.example.org", existing.issuer("i", "Issuer")).out).toEqual({
    host: "*.example.org",
    className: "internal",
    tlsSecret: "wildcard-example-org-tls",
    annotations: { "cert-manager.io/issuer": "i" },
  });
  expect(web.host("plain.example.org").out).toEqual({ host: "plain.example.org", className: "internal", annotations: {} });
  expect(() => web.host("https://x.example.org/")).toThrow("is no host name");
});

test.each<[string, unknown, string]>([
  ["a host with a scheme", { defaultCertificate: { issuer, hosts: ["https://x"] } }, "expected a host name"],
  ["an issuer where an address belongs", { address: issuer }, "expected a reference of kind address"],
  ["a client that is no CIDR", { allowedClients: ["10.0.0.1"] }, "allowedClients[0]"],
  [
    "a typo in a passthrough target",
    { passthrough: [{ host: "a.example.org", to: { namespace: "n", servise: "s", port: 1 } }] },
    "passthrough[0].to",
  ],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ web: ingressNginx(options as IngressNginxOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = ingressNginx({}, { values: { controller: { service: { tpye: "NodePort" } } } });
  expect(problemsOf({ web: typo })).toEqual([
    "VALUES_INVALID check chart values of web (ingress-nginx): there is no controller.service.tpye (Did you mean type?)",
  ]);
});
