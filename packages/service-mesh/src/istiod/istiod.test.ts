import { secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import type { ComposeOneOptions } from "@helmwright/testing";
import { expect, test } from "vitest";

import { istioBase } from "../istio-base/index.ts";
import { istiod } from "./index.ts";
import type { IstiodOptions } from "./index.ts";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const inMesh = (options: IstiodOptions = {}, more: ComposeOneOptions = {}): ReturnType<typeof instanceOf> => {
  const base = istioBase();
  return instanceOf(istiod({ base, ...options }), { ...more, with: { base } });
};
const apiVersion = "security.istio.io/v1";
const strict = {
  apiVersion,
  kind: "PeerAuthentication",
  metadata: { name: "default", namespace: "istio-system" },
  spec: { mtls: { mode: "STRICT" } },
};
const denied = { apiVersion, kind: "AuthorizationPolicy", metadata: { name: "deny-by-default", namespace: "istio-system" }, spec: {} };

test("replicas and spreading by profile", () => {
  expect(inMesh().values).toEqual({
    autoscaleEnabled: false,
    replicaCount: 2,
    pdb: { minAvailable: 1 },
    resources: { requests: { cpu: "100m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    seccompProfile: { type: "RuntimeDefault" },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { app: "istiod", "istio.io/rev": "default" } },
      },
    ],
    meshConfig: { enablePrometheusMerge: true, outboundTrafficPolicy: { mode: "ALLOW_ANY" } },
    global: {
      istioNamespace: "istio-system",
      logAsJson: true,
      proxy: {
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "512Mi" } },
        holdApplicationUntilProxyStarts: true,
      },
    },
  });
  const single = inMesh({}, { profile: "single-node" }).values;
  expect(single).toMatchObject({ autoscaleEnabled: false, replicaCount: 1 });
  expect(single["topologySpreadConstraints"]).toBeUndefined();
});

test("bounds bring an autoscaler instead of a number", () => {
  const { values } = inMesh({ replicas: { min: 2, max: 6 } });
  expect(values).toMatchObject({ autoscaleEnabled: true, autoscaleMin: 2, autoscaleMax: 6 });
  expect(values["replicaCount"]).toBeUndefined();
});

test.each<[string, IstiodOptions, unknown]>([
  ["by default only mutual TLS, and nothing allowed", {}, [strict, denied]],
  ["less", { mtls: "PERMISSIVE", denyByDefault: false }, [{ ...strict, spec: { mtls: { mode: "PERMISSIVE" } } }]],
  [
    "a namespace that is not ready",
    { permissiveNamespaces: ["legacy"] },
    [strict, { ...strict, metadata: { name: "default", namespace: "legacy" }, spec: { mtls: { mode: "PERMISSIVE" } } }, denied],
  ],
  [
    "who may call what",
    {
      denyByDefault: false,
      authorizationPolicies: [
        {
          name: "api",
          namespace: "shop",
          workloads: { app: "api" },
          rules: [
            {
              from: [{ principals: ["cluster.local/ns/shop/sa/web"] }, { namespaces: ["ops"] }],
              to: [{ methods: ["GET"], paths: ["/api/*"], ports: [8080] }],
            },
          ],
        },
        { name: "no-admin", action: "DENY", rules: [{ to: [{ paths: ["/admin"] }] }] },
      ],
    },
    [
      strict,
      {
        apiVersion,
        kind: "AuthorizationPolicy",
        metadata: { name: "api", namespace: "shop" },
        spec: {
          action: "ALLOW",
          selector: { matchLabels: { app: "api" } },
          rules: [
            {
              from: [{ source: { principals: ["cluster.local/ns/shop/sa/web"] } }, { source: { namespaces: ["ops"] } }],
              to: [{ operation: { methods: ["GET"], paths: ["/api/*"], ports: ["8080"] } }],
            },
          ],
        },
      },
      {
        apiVersion,
        kind: "AuthorizationPolicy",
        metadata: { name: "no-admin", namespace: "istio-system" },
        spec: { action: "DENY", rules: [{ to: [{ operation: { paths: ["/admin"] } }] }] },
      },
    ],
  ],
])("policies: %s", (_name, options, expected) => {
  expect(plain(inMesh(options).resources)).toEqual(expected);
});

test("monitoring watches the control plane and the sidecars", () => {
  const { resources } = inMesh({ revision: "canary" }, { has: ["monitoring"] });
  expect(plain(resources.slice(2))).toEqual([
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: { name: "istiod-canary", namespace: "istio-system" },
      spec: {
        selector: { matchLabels: { app: "istiod", "istio.io/rev": "canary" } },
        endpoints: [{ port: "http-monitoring", interval: "30s" }],
      },
    },
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PodMonitor",
      metadata: { name: "istio-sidecars-canary", namespace: "istio-system" },
      spec: {
        selector: { matchExpressions: [{ key: "security.istio.io/tlsMode", operator: "Exists" }] },
        namespaceSelector: { any: true },
        podMetricsEndpoints: [{ port: "http-envoy-prom", path: "/stats/prometheus", interval: "30s" }],
      },
    },
  ]);
});

test("an authority of its own is kept, a given one is written", () => {
  const kept = (options: IstiodOptions): readonly string[] =>
    inMesh(options).atRunTime.flatMap(({ retention, name }) => (retention === "keep" ? [name] : []));
  expect(kept({})).toEqual(["istio-ca-secret"]);
  const authority = {
    certificate: secret.file("ca.crt"),
    key: secret.file("ca.key"),
    root: secret.file("root.crt"),
    chain: secret.file("chain.crt"),
  };
  expect(kept({ authority })).toEqual([]);
  expect(inMesh({ authority }).secrets).toEqual([
    {
      name: "cacerts",
      data: {
        "ca-cert.pem": secret.file("ca.crt"),
        "ca-key.pem": secret.file("ca.key"),
        "root-cert.pem": secret.file("root.crt"),
        "cert-chain.pem": secret.file("chain.crt"),
      },
    },
  ]);
});

test("it needs the base that it is given", () => {
  expect(problemsOf({ mesh: istiod({ base: istioBase() }) })[0]).toContain("REFERENCE_MISSING");
});

const base = istioBase();

test.each<[string, unknown, string]>([
  ["a typo at depth", { authorizationPolicies: [{ name: "a", rules: [{ from: [{ namespace: ["x"] }] }] }] }, "Did you mean namespaces?"],
  ["a policy without rules", { authorizationPolicies: [{ name: "a", rules: [] }] }, "authorizationPolicies[0].rules"],
  ["bounds the wrong way round", { replicas: { min: 3, max: 2 } }, "min"],
  ["a key as text", { authority: { certificate: "x", key: "x", root: "x", chain: "x" } }, "expected a secret"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ base, mesh: istiod({ base, ...(options as IstiodOptions) }) }).join("\n")).toContain(message);
});

test("another namespace is refused", () => {
  expect(problemsOf({ base, mesh: istiod({ base }, { namespace: "mesh" }) })[0]).toContain("NAMESPACE_FIXED");
});
