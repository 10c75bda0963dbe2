import { secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { metalLb } from "./index.ts";
import type { BgpPeer, MetalLbOptions } from "./index.ts";

const pools = [{ name: "ingress", addresses: ["10.0.3.2/32"] }] as const;
const peer: BgpPeer = { name: "tor", address: "10.0.0.1", asn: 64512, localAsn: 64513 };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const metadata = (name: string): object => ({ name, namespace: "metallb-system" });

test("without peers no router is started", () => {
  expect(instanceOf(metalLb({ pools })).values).toEqual({
    prometheus: { rbacPrometheus: false, serviceMonitor: { enabled: false }, prometheusRule: { enabled: false } },
    controller: { resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } } },
    speaker: {
      ignoreExcludeLB: false,
      frr: { enabled: false },
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
    frrk8s: { enabled: false },
  });
});

test.each<[string, Omit<MetalLbOptions, "pools">, object]>([
  [
    "peers bring FRR-K8s",
    { peers: [peer] },
    { speaker: { frr: { enabled: false } }, frrk8s: { enabled: true }, "frr-k8s": { prometheus: { serviceMonitor: { enabled: true } } } },
  ],
  ["FRR beside the speaker", { peers: [peer], bgp: "frr" }, { speaker: { frr: { enabled: true } }, frrk8s: { enabled: false } }],
  ["native", { peers: [peer], bgp: "native" }, { speaker: { frr: { enabled: false } }, frrk8s: { enabled: false } }],
  ["a class", { loadBalancerClass: "metallb" }, { loadBalancerClass: "metallb", prometheus: { serviceMonitor: { enabled: true } } }],
])("values: %s", (_name, options, expected) => {
  expect(instanceOf(metalLb({ pools, ...options }), { has: ["monitoring"] }).values).toMatchObject(expected);
});

test("a single node announces although kubeadm excludes control planes", () => {
  expect(instanceOf(metalLb({ pools }), { profile: "single-node" }).values).toMatchObject({ speaker: { ignoreExcludeLB: true } });
});

test("a pool is advertised by ARP and NDP when nothing else is said", () => {
  expect(plain(instanceOf(metalLb({ pools })).resources)).toEqual([
    {
      apiVersion: "metallb.io/v1beta1",
      kind: "IPAddressPool",
      metadata: metadata("ingress"),
      spec: { addresses: ["10.0.3.2/32"], autoAssign: true },
    },
    { apiVersion: "metallb.io/v1beta1", kind: "L2Advertisement", metadata: metadata("ingress-0"), spec: { ipAddressPools: ["ingress"] } },
  ]);
});

test("BGP: peers with passwords and BFD, advertisements to some of them", () => {
  const component = metalLb({
    pools: [
      {
        name: "dmz",
        addresses: ["10.0.3.10-10.0.3.20", "fd00::/120"],
        autoAssign: false,
        namespaces: ["web"],
        advertise: [{ by: "bgp", peers: ["tor"], communities: ["64512:100"], localPreference: 200, nodes: { rack: "a" } }],
      },
    ],
    peers: [{ ...peer, password: secret.env("BGP"), bfd: { receiveMilliseconds: 100 }, holdSeconds: 30, nodes: { rack: "a" } }],
  });
  const { resources, secrets } = instanceOf(component);
  expect(plain(resources)).toEqual([
    {
      apiVersion: "metallb.io/v1beta1",
      kind: "BFDProfile",
      metadata: metadata("tor"),
      spec: { receiveInterval: 100, transmitInterval: 300, detectMultiplier: 3 },
    },
    {
      apiVersion: "metallb.io/v1beta2",
      kind: "BGPPeer",
      metadata: metadata("tor"),
      spec: {
        peerAddress: "10.0.0.1",
        peerASN: 64512,
        myASN: 64513,
        passwordSecret: { name: "bgp-peer-tor", namespace: "metallb-system" },
        holdTime: "30s",
        bfdProfile: "tor",
        nodeSelectors: [{ matchLabels: { rack: "a" } }],
      },
    },
    {
      apiVersion: "metallb.io/v1beta1",
      kind: "IPAddressPool",
      metadata: metadata("dmz"),
      spec: { addresses: ["10.0.3.10-10.0.3.20", "fd00::/120"], autoAssign: false, serviceAllocation: { namespaces: ["web"] } },
    },
    {
      apiVersion: "metallb.io/v1beta1",
      kind: "BGPAdvertisement",
      metadata: metadata("dmz-0"),
      spec: {
        ipAddressPools: ["dmz"],
        localPref: 200,
        communities: ["64512:100"],
        peers: ["tor"],
        nodeSelectors: [{ matchLabels: { rack: "a" } }],
      },
    },
  ]);
  expect(secrets).toEqual([{ name: "bgp-peer-tor", type: "kubernetes.io/basic-auth", data: { password: secret.env("BGP") } }]);
});

test("addresses are asked for by a Service's annotations", () => {
  const lb = metalLb({ pools });
  expect(lb.address("ingress")).toMatchObject({
    from: lb,
    name: "ingress",
    out: { name: "ingress", annotations: { "metallb.io/address-pool": "ingress" } },
  });
  expect(lb.address("ingress", { ip: "10.0.3.2" }).out.annotations).toEqual({
    "metallb.io/address-pool": "ingress",
    "metallb.io/loadBalancerIPs": "10.0.3.2",
  });
  // @ts-expect-error: not a declared pool
  lb.address("ingres");
});

test.each<[string, unknown, string]>([
  ["a range that is none", { pools: [{ name: "a", addresses: ["10.0.0.1-x"] }] }, "expected a CIDR or a range of addresses"],
  ["two pools of one name", { pools: [...pools, ...pools] }, "two pools have the same name"],
  [
    "a typo in an advertisement",
    { pools: [{ ...pools[0], advertise: [{ by: "l2", interface: ["eth0"] }] }] },
    "(Did you mean interfaces?)",
  ],
  ["BFD without FRR", { pools, peers: [{ ...peer, bfd: {} }], bgp: "native" }, "peer tor wants BFD, which bgp mode native doesn't have"],
  [
    "BGP without a peer",
    { pools: [{ ...pools[0], advertise: [{ by: "bgp" }] }] },
    "pool ingress is advertised to BGP peers, but there is no peer",
  ],
  [
    "an unknown peer",
    { pools: [{ ...pools[0], advertise: [{ by: "bgp", peers: ["spine"] }] }], peers: [peer] },
    "advertised to spine, but there are tor only",
  ],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ lb: metalLb(options as MetalLbOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = metalLb({ pools }, { values: { "frr-k8s": { frrk8s: { toleration: [] } } } });
  expect(problemsOf({ lb: typo })).toEqual([
    "VALUES_INVALID check chart values of lb (metallb): there is no frr-k8s.frrk8s.toleration (Did you mean tolerations?)",
  ]);
});
