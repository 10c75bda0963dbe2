import { secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { acme, certificateAuthority, certManager, letsEncrypt, selfSigned } from "./index.ts";
import type { CertManagerOptions, Solver } from "./index.ts";

const email = "ops@example.org";
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const solved = (solver: Solver): ReturnType<typeof certManager<"le">> =>
  certManager({ issuers: [letsEncrypt({ name: "le", email, environment: "production", solvers: [solver] })] });

test("replicas, budgets and spreading by profile", () => {
  const ha = instanceOf(certManager(), { has: ["monitoring"] }).values;
  const single = instanceOf(certManager(), { profile: "single-node" }).values;
  const spread = (part: string): unknown => [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "app.kubernetes.io/instance": "cert-manager", "app.kubernetes.io/component": part } },
    },
  ];
  expect(ha).toEqual({
    global: { leaderElection: { namespace: "cert-manager" } },
    crds: { enabled: true, keep: true },
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    topologySpreadConstraints: spread("controller"),
    networkPolicy: { enabled: false },
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
    prometheus: { enabled: true, servicemonitor: { enabled: true } },
    webhook: {
      replicaCount: 3,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      topologySpreadConstraints: spread("webhook"),
      networkPolicy: { enabled: false },
      resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
    },
    cainjector: {
      replicaCount: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      topologySpreadConstraints: spread("cainjector"),
      networkPolicy: { enabled: false },
      resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "512Mi" } },
    },
    startupapicheck: { resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } } },
  });
  expect(single).toMatchObject({
    replicaCount: 1,
    podDisruptionBudget: { enabled: false },
    webhook: { replicaCount: 1 },
    cainjector: { replicaCount: 1 },
  });
  expect(single["topologySpreadConstraints"]).toBeUndefined();
});

test.each<[string, Solver, unknown, unknown]>([
  ["http01", { type: "http01", ingressClass: "nginx" }, { http01: { ingress: { ingressClassName: "nginx" } } }, []],
  [
    "cloudflare",
    { type: "cloudflare", apiToken: secret.env("CF"), zones: ["example.org"] },
    { selector: { dnsZones: ["example.org"] }, dns01: { cloudflare: { apiTokenSecretRef: { name: "le-solver-0", key: "api-token" } } } },
    [{ name: "le-solver-0", data: { "api-token": secret.env("CF") } }],
  ],
  [
    "route53 with the pod's own rights",
    { type: "route53", region: "eu-west-1", role: "arn:aws:iam::1:role/dns" },
    { dns01: { route53: { region: "eu-west-1", role: "arn:aws:iam::1:role/dns" } } },
    [],
  ],
  [
    "route53 with keys",
    {
      type: "route53",
      region: "eu-west-1",
      hostedZoneId: "Z1",
      credentials: { accessKeyId: secret.env("A"), secretAccessKey: secret.env("B") },
    },
    {
      dns01: {
        route53: {
          region: "eu-west-1",
          hostedZoneID: "Z1",
          accessKeyIDSecretRef: { name: "le-solver-0", key: "access-key-id" },
          secretAccessKeySecretRef: { name: "le-solver-0", key: "secret-access-key" },
        },
      },
    },
    [{ name: "le-solver-0", data: { "access-key-id": secret.env("A"), "secret-access-key": secret.env("B") } }],
  ],
  [
    "rfc2136",
    { type: "rfc2136", nameserver: "10.0.0.53:5353", keyName: "acme", key: secret.env("TSIG") },
    {
      dns01: {
        rfc2136: {
          nameserver: "10.0.0.53:5353",
          tsigKeyName: "acme",
          tsigAlgorithm: "HMACSHA256",
          tsigSecretSecretRef: { name: "le-solver-0", key: "key" },
        },
      },
    },
    [{ name: "le-solver-0", data: { key: secret.env("TSIG") } }],
  ],
])("solver %s", (_name, solver, expected, secrets) => {
  const { resources, ...instance } = instanceOf(solved(solver));
  expect(plain(resources)).toEqual([
    {
      apiVersion: "cert-manager.io/v1",
      kind: "ClusterIssuer",
      metadata: { name: "le" },
      spec: {
        acme: {
          server: "https://acme-v02.api.letsencrypt.org/directory",
          email,
          privateKeySecretRef: { name: "le-account-key" },
          solvers: [expected],
        },
      },
    },
  ]);
  expect(instance.secrets).toEqual(secrets);
});

test("an authority of its own has a root that outlives it, a given one needs none", () => {
  const own = instanceOf(
    certManager({ issuers: [certificateAuthority({ name: "internal", validDays: 10 }), selfSigned({ name: "self" })] }),
  );
  expect(own.resources.map(({ kind, metadata, ...rest }) => [kind, metadata.name, (rest as { spec?: unknown }).spec])).toEqual([
    ["ClusterIssuer", "internal-root", { selfSigned: {} }],
    [
      "Certificate",
      "internal-root",
      {
        isCA: true,
        commonName: "internal",
        secretName: "internal-authority",
        duration: "240h",
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
        issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: "internal-root" },
      },
    ],
    ["ClusterIssuer", "internal", { ca: { secretName: "internal-authority" } }],
    ["ClusterIssuer", "self", { selfSigned: {} }],
  ]);
  expect(own.atRunTime.filter(({ retention }) => retention === "keep").map(({ name }) => name)).toEqual(["internal-authority"]);
  const authority = { certificate: secret.file("ca.crt"), key: secret.file("ca.key") };
  const given = instanceOf(certManager({ issuers: [certificateAuthority({ name: "internal", authority })] }));
  expect(given.resources.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(["ClusterIssuer internal"]);
  expect(given.secrets).toEqual([
    { name: "internal-authority", type: "kubernetes.io/tls", data: { "tls.crt": secret.file("ca.crt"), "tls.key": secret.file("ca.key") } },
  ]);
});

test("an external account binding is a secret", () => {
  const issuer = acme({
    name: "zero",
    server: "https://acme.zerossl.com/v2/DV90",
    email,
    solvers: [{ type: "http01", ingressClass: "nginx" }],
    externalAccount: { keyId: "k", key: secret.env("EAB") },
  });
  const { resources, secrets } = instanceOf(certManager({ issuers: [issuer] }));
  expect(resources[0]).toMatchObject({
    spec: { acme: { externalAccountBinding: { keyID: "k", keySecretRef: { name: "zero-external-account", key: "key" } } } },
  });
  expect(secrets).toEqual([{ name: "zero-external-account", data: { key: secret.env("EAB") } }]);
});

test("DNS servers for DNS-01 replace the cluster's", () => {
  expect(instanceOf(certManager({ dns01Nameservers: ["1.1.1.1:53", "9.9.9.9:53"] })).values).toMatchObject({
    dns01RecursiveNameservers: "1.1.1.1:53,9.9.9.9:53",
    dns01RecursiveNameserversOnly: true,
  });
});

test("an issuer is named by its declaration", () => {
  const certs = certManager({ issuers: [letsEncrypt({ name: "le", email, environment: "staging" })] });
  expect(certs.issuer("le")).toMatchObject({ kind: "issuer", name: "le", from: certs, out: { name: "le", kind: "ClusterIssuer" } });
  // @ts-expect-error: not a declared issuer
  certs.issuer("lets-encrypt");
});

test.each<[string, unknown, string]>([
  [
    "a typo in a solver",
    { issuers: [{ ...letsEncrypt({ name: "le", email, environment: "staging" }), solvers: [{ type: "http01", ingresClass: "x" }] }] },
    "(Did you mean ingressClass?)",
  ],
  [
    "a secret as text",
    { issuers: [letsEncrypt({ name: "le", email, environment: "staging", solvers: [{ type: "cloudflare", apiToken: "abc" as never }] })] },
    "expected a secret",
  ],
  ["two issuers of one name", { issuers: [selfSigned({ name: "a" }), selfSigned({ name: "a" })] }, "two issuers have the same name"],
  ["an address that is none", { issuers: [letsEncrypt({ name: "le", email: "me", environment: "staging" })] }, "issuers[0].email"],
  ["a nameserver without a port", { dns01Nameservers: ["1.1.1.1"] }, "expected address:port"],
  ["no replicas", { replicas: 0 }, "replicas"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ certs: certManager(options as CertManagerOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = certManager({}, { values: { webhook: { podDisruptionBudget: { enabld: true } } } });
  expect(problemsOf({ certs: typo })).toEqual([
    "VALUES_INVALID check chart values of certs (cert-manager): there is no webhook.podDisruptionBudget.enabld (Did you mean enabled?)",
  ]);
});
