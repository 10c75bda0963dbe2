import type { Context, JsonObject, Manifest } from "@helmwright/sdk";

import type { AddressPool, Advertisement, BgpPeer, MetalLbOptions } from "./options.ts";
import { peerPasswordSecret } from "./values.ts";

/** Pools, how they are advertised, and to whom. MetalLB looks for them in its own namespace only. */
export function metalLbResources({ pools, peers = [] }: MetalLbOptions, { release }: Context): readonly Manifest[] {
  const { namespace } = release;
  return [
    ...peers.flatMap((peer) => peerOf(peer, namespace)),
    ...pools.flatMap((pool) => [poolOf(pool, namespace), ...advertisementsOf(pool, namespace)]),
  ];
}

function manifest(kind: string, version: string, name: string, namespace: string, spec: JsonObject): Manifest {
  return { apiVersion: `metallb.io/${version}`, kind, metadata: { name, namespace }, spec };
}

function poolOf({ name, addresses, autoAssign = true, namespaces }: AddressPool, namespace: string): Manifest {
  const serviceAllocation = namespaces && { namespaces };
  return manifest("IPAddressPool", "v1beta1", name, namespace, { addresses, autoAssign, serviceAllocation });
}

function advertisementsOf({ name, advertise = [{ by: "l2" }] }: AddressPool, namespace: string): readonly Manifest[] {
  return advertise.map((one, index) => {
    const kind = one.by === "l2" ? "L2Advertisement" : "BGPAdvertisement";
    return manifest(kind, "v1beta1", `${name}-${index}`, namespace, { ipAddressPools: [name], ...detailsOf(one) });
  });
}

function detailsOf(one: Advertisement): JsonObject {
  const nodeSelectors = one.nodes && [{ matchLabels: one.nodes }];
  if (one.by === "l2") return { interfaces: one.interfaces, nodeSelectors };
  const { aggregationLength, localPreference: localPref, communities, peers } = one;
  return { aggregationLength, localPref, communities, peers, nodeSelectors };
}

function peerOf(peer: BgpPeer, namespace: string): readonly Manifest[] {
  const { name, address, port, asn, localAsn, password, holdSeconds, multiHop, bfd, nodes } = peer;
  const profile = {
    receiveInterval: bfd?.receiveMilliseconds ?? 300,
    transmitInterval: bfd?.transmitMilliseconds ?? 300,
    detectMultiplier: bfd?.multiplier ?? 3,
  };
  const spec = {
    peerAddress: address,
    peerPort: port,
    peerASN: asn,
    myASN: localAsn,
    passwordSecret: password && { name: peerPasswordSecret(name), namespace },
    holdTime: holdSeconds === undefined ? undefined : `${holdSeconds}s`,
    ebgpMultiHop: multiHop,
    bfdProfile: bfd && name,
    nodeSelectors: nodes && [{ matchLabels: nodes }],
  };
  return [
    ...(bfd ? [manifest("BFDProfile", "v1beta1", name, namespace, profile)] : []),
    manifest("BGPPeer", "v1beta2", name, namespace, spec),
  ];
}
