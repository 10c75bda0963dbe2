import type { Context, Manifest } from "@helmwright/sdk";

import { authorizationPolicy, denyEverything } from "./authorization-policy.ts";
import type { IstiodOptions } from "./options.ts";

const mesh = "default";

/** Policies of the whole mesh, and what scrapes it. */
export function istiodResources(options: IstiodOptions, { release, has }: Context): readonly Manifest[] {
  const { mtls = "STRICT", permissiveNamespaces = [], denyByDefault = true, authorizationPolicies = [] } = options;
  const root = release.namespace;
  return [
    peerAuthentication(root, mtls),
    ...permissiveNamespaces.map((namespace) => peerAuthentication(namespace, "PERMISSIVE")),
    ...(denyByDefault ? [denyEverything(root)] : []),
    ...authorizationPolicies.map((policy) => authorizationPolicy(policy, root)),
    ...(has.monitoring ? monitors(options, root) : []),
  ];
}

function peerAuthentication(namespace: string, mode: "STRICT" | "PERMISSIVE"): Manifest {
  return { apiVersion: "security.istio.io/v1", kind: "PeerAuthentication", metadata: { name: mesh, namespace }, spec: { mtls: { mode } } };
}

/** The chart has none. */
function monitors({ revision = "default" }: IstiodOptions, namespace: string): readonly Manifest[] {
  const apiVersion = "monitoring.coreos.com/v1";
  const suffix = revision === "default" ? "" : `-${revision}`;
  return [
    {
      apiVersion,
      kind: "ServiceMonitor",
      metadata: { name: `istiod${suffix}`, namespace },
      spec: {
        selector: { matchLabels: { app: "istiod", "istio.io/rev": revision } },
        endpoints: [{ port: "http-monitoring", interval: "30s" }],
      },
    },
    {
      apiVersion,
      kind: "PodMonitor",
      metadata: { name: `istio-sidecars${suffix}`, namespace },
      spec: {
        // Injection sets the label, and the sidecar brings the port.
        selector: { matchExpressions: [{ key: "security.istio.io/tlsMode", operator: "Exists" }] },
        namespaceSelector: { any: true },
        podMetricsEndpoints: [{ port: "http-envoy-prom", path: "/stats/prometheus", interval: "30s" }],
      },
    },
  ];
}
