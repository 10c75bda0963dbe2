import { HelmwrightError } from "@helmwright/sdk";
import type { Context, RunTimeObject, SecretSpec } from "@helmwright/sdk";

import type { MetallbChartValues } from "./gen/values.ts";
import type { MetalLbOptions } from "./options.ts";

export function metalLbValues(options: MetalLbOptions, context: Context): MetallbChartValues {
  const mode = bgpMode(options);
  const { loadBalancerClass, speakerResources, useExcludedNodes = context.profile === "single-node" } = options;
  const { monitoring } = context.has;
  return {
    loadBalancerClass,
    // Prometheus of this platform may read everywhere; the chart would want the name of its service account.
    prometheus: { rbacPrometheus: false, serviceMonitor: { enabled: monitoring }, prometheusRule: { enabled: monitoring } },
    controller: { resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
    speaker: {
      ignoreExcludeLB: useExcludedNodes,
      frr: { enabled: mode === "frr" },
      resources: speakerResources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
    frrk8s: { enabled: mode === "frr-k8s" },
    "frr-k8s": mode === "frr-k8s" ? { prometheus: { serviceMonitor: { enabled: monitoring } } } : undefined,
  };
}

function bgpMode(options: MetalLbOptions): "native" | "frr" | "frr-k8s" {
  const { pools, peers = [] } = options;
  const mode = options.bgp ?? (peers.length > 0 ? "frr-k8s" : "native");
  const slow = peers.find(({ bfd }) => bfd);
  if (slow && mode === "native") {
    throw new HelmwrightError("OPTIONS_INVALID", `configure MetalLB: peer ${slow.name} wants BFD, which bgp mode native doesn't have`, {
      hint: 'Leave `bgp` out, or say "frr-k8s" or "frr".',
    });
  }
  const known = new Set(peers.map(({ name }) => name));
  for (const { name, advertise = [] } of pools) {
    for (const one of advertise) {
      const unknown = one.by === "bgp" ? one.peers?.find((peer) => !known.has(peer)) : undefined;
      if (unknown === undefined && (one.by === "l2" || known.size > 0)) continue;
      throw new HelmwrightError(
        "OPTIONS_INVALID",
        `configure MetalLB: pool ${name} is advertised to ${unknown ?? "BGP peers"}, but there ${known.size > 0 ? `are ${[...known].join(", ")} only` : "is no peer"}`,
        {
          hint: "Declare it in `peers`.",
        },
      );
    }
  }
  return mode;
}

export const peerPasswordSecret = (peer: string): string => `bgp-peer-${peer}`;

export function metalLbSecrets({ peers = [] }: MetalLbOptions): readonly SecretSpec[] {
  return peers.flatMap(({ name, password }): readonly SecretSpec[] =>
    password ? [{ name: peerPasswordSecret(name), type: "kubernetes.io/basic-auth", data: { password } }] : [],
  );
}

/** The key that speakers talk to each other with. */
export function metalLbAtRunTime(_options: MetalLbOptions, { release }: Context): readonly RunTimeObject[] {
  const name = release.name.includes("metallb") ? release.name : `${release.name}-metallb`;
  return [{ apiVersion: "v1", kind: "Secret", namespace: release.namespace, name: `${name}-memberlist`, by: "the MetalLB controller" }];
}
