import { resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** How the network learns of a pool's addresses. */
export type Advertisement =
  | {
      /** One node answers for an address (ARP, NDP). */
      readonly by: "l2";
      /** Network interfaces of the nodes. Default: all. */
      readonly interfaces?: readonly string[] | undefined;
      /** Labels of the nodes that may answer. Default: all nodes. */
      readonly nodes?: Readonly<Record<string, string>> | undefined;
    }
  | {
      /** Routers are told. */
      readonly by: "bgp";
      /** Names of declared peers. Default: all. */
      readonly peers?: readonly string[] | undefined;
      /** Prefix length that IPv4 addresses are announced in. Default: 32, each address by itself. */
      readonly aggregationLength?: number | undefined;
      /** Default: the router's. */
      readonly localPreference?: number | undefined;
      /** As `64512:100`. Default: none. */
      readonly communities?: readonly string[] | undefined;
      /** Labels of the nodes that announce. Default: all nodes. */
      readonly nodes?: Readonly<Record<string, string>> | undefined;
    };

export interface AddressPool<P extends string = string> {
  /** Name of the pool, unique among them. */
  readonly name: P;
  /** CIDRs (`10.0.3.2/32`) or ranges (`10.0.3.10-10.0.3.20`), IPv4 and IPv6. */
  readonly addresses: readonly string[];
  /** Whether Services that ask for no pool get addresses of this one. Default: true. */
  readonly autoAssign?: boolean | undefined;
  /** Namespaces whose Services may use the pool. Default: all. */
  readonly namespaces?: readonly string[] | undefined;
  /** Default: one by `l2`, on all interfaces of all nodes. An empty list keeps the pool silent. */
  readonly advertise?: readonly Advertisement[] | undefined;
}

/** A router that is told of addresses. */
export interface BgpPeer {
  /** Name of the peer, unique among them. */
  readonly name: string;
  /** IP address of the router. */
  readonly address: string;
  /** Default: 179. */
  readonly port?: number | undefined;
  /** The router's autonomous system. */
  readonly asn: number;
  /** The nodes' autonomous system. */
  readonly localAsn: number;
  /** TCP MD5 password. Default: none. */
  readonly password?: SecretValue | undefined;
  /** Seconds without a word after which the session is down. Default: 90. */
  readonly holdSeconds?: number | undefined;
  /** Whether the router is more than one hop away. Default: false. */
  readonly multiHop?: boolean | undefined;
  /** Finds a dead path in less than a second. It needs one of the FRR modes. Default: off. */
  readonly bfd?:
    | {
        /** Shortest time between two packets that are taken. Default: 300. */
        readonly receiveMilliseconds?: number | undefined;
        /** Shortest time between two packets that are sent. Default: 300. */
        readonly transmitMilliseconds?: number | undefined;
        /** Packets that may be lost before the path counts as dead. Default: 3. */
        readonly multiplier?: number | undefined;
      }
    | undefined;
  /** Labels of the nodes that talk to it. Default: all nodes. */
  readonly nodes?: Readonly<Record<string, string>> | undefined;
}

export interface MetalLbOptions<P extends string = string> {
  /** Addresses to give out; at least one pool. */
  readonly pools: readonly AddressPool<P>[];
  /** Default: none. */
  readonly peers?: readonly BgpPeer[] | undefined;
  /**
   * Who speaks BGP: MetalLB itself (`native`), FRR beside each speaker (`frr`), or FRR as pods of its own (`frr-k8s`),
   * which other software may share. Default: `frr-k8s` with peers, `native` without, which starts no router at all.
   */
  readonly bgp?: "native" | "frr" | "frr-k8s" | undefined;
  /** Take Services of this load balancer class only. Default: all that name no class. */
  readonly loadBalancerClass?: string | undefined;
  /**
   * Whether nodes labelled node.kubernetes.io/exclude-from-external-load-balancers announce too; kubeadm labels control
   * planes so. Default: true in `single-node`, else false.
   */
  readonly useExcludedNodes?: boolean | undefined;
  /** Of the pod on each node. Default: requests of 50m CPU and 64Mi memory, a limit of 256Mi memory. */
  readonly speakerResources?: ResourceRequirements | undefined;
}

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -");
const address = z.union([z.ipv4(), z.ipv6()]);
const span = z.union([z.cidrv4(), z.cidrv6()]).or(
  z.string().refine((text) => {
    const ends = text.split("-");
    return ends.length === 2 && ends.every((end) => address.safeParse(end.trim()).success);
  }, "expected a CIDR or a range of addresses"),
);
const nodes = z.record(z.string(), z.string()).optional();
const asn = z.int().min(1).max(4_294_967_295);
const names = z.array(z.string().min(1)).min(1).readonly().optional();
const milliseconds = z.int().min(10).max(60_000).optional();

const advertisement = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("l2"), interfaces: names, nodes }),
  z.strictObject({
    by: z.literal("bgp"),
    peers: names,
    aggregationLength: z.int().min(1).max(32).optional(),
    localPreference: z.int().min(0).optional(),
    communities: z
      .array(z.string().regex(/^(large:\d+:\d+:\d+|\d+:\d+)$/, "expected a community such as 64512:100"))
      .min(1)
      .readonly()
      .optional(),
    nodes,
  }),
]);
const pool = z.strictObject({
  name,
  addresses: z.array(span).min(1).readonly(),
  autoAssign: z.boolean().optional(),
  namespaces: names,
  advertise: z.array(advertisement).readonly().optional(),
} satisfies Shape<AddressPool>);
const peer = z.strictObject({
  name,
  address,
  port: z.int().min(1).max(16_384).optional(),
  asn,
  localAsn: asn,
  password: secretSchema.optional(),
  holdSeconds: z.int().min(3).max(65_535).optional(),
  multiHop: z.boolean().optional(),
  bfd: z
    .strictObject({ receiveMilliseconds: milliseconds, transmitMilliseconds: milliseconds, multiplier: z.int().min(2).max(255).optional() })
    .optional(),
  nodes,
} satisfies Shape<BgpPeer>);

const distinct = (items: readonly { readonly name: string }[]): boolean => new Set(items.map((one) => one.name)).size === items.length;

export const metalLbOptions: Shape<MetalLbOptions> = {
  pools: z.array(pool).min(1).refine(distinct, "two pools have the same name").readonly(),
  peers: z.array(peer).refine(distinct, "two peers have the same name").readonly().optional(),
  bgp: z.enum(["native", "frr", "frr-k8s"]).optional(),
  loadBalancerClass: z.string().min(1).optional(),
  useExcludedNodes: z.boolean().optional(),
  speakerResources: resourcesSchema.optional(),
};
