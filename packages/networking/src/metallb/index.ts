import { component, defineComponent } from "@helmwright/sdk";
import type { AddressRef, Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { metallbChartValues } from "./gen/values-schema.ts";
import type { MetallbChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { metalLbOptions } from "./options.ts";
import type { MetalLbOptions } from "./options.ts";
import { metalLbResources } from "./resources.ts";
import { metalLbAtRunTime, metalLbSecrets, metalLbValues } from "./values.ts";

export type { MetallbChartValues } from "./gen/values.ts";
export type { AddressPool, Advertisement, BgpPeer, MetalLbOptions } from "./options.ts";

const spec: ComponentSpec<MetalLbOptions, MetallbChartValues> = defineComponent<MetalLbOptions, MetallbChartValues>({
  name: "metallb",
  chart,
  // Its speakers use the network of the node, with raw sockets.
  namespace: { name: "metallb-system", podSecurity: "privileged" },
  options: metalLbOptions,
  chartValues: metallbChartValues,
  values: metalLbValues,
  resources: metalLbResources,
  secrets: metalLbSecrets,
  atRunTime: metalLbAtRunTime,
});

export interface MetalLb<P extends string = string> extends Component, Lifecycle {
  /** Addresses of a declared pool, for a Service of type LoadBalancer. `ip`: exactly this one. */
  address(pool: P, of?: { readonly ip?: string | undefined }): AddressRef;
}

/** Addresses for Services of type LoadBalancer on bare metal, announced by ARP, NDP or BGP. */
export function metalLb<const P extends string>(options: MetalLbOptions<P>, placement?: Placement<MetallbChartValues>): MetalLb<P> {
  return component(spec, options, placement, (ref) => ({
    address: (pool: P, { ip }: { readonly ip?: string | undefined } = {}): AddressRef => {
      const fixed = ip === undefined ? {} : { "metallb.io/loadBalancerIPs": ip };
      return ref("address", ip === undefined ? pool : `${pool}/${ip}`, {
        name: pool,
        annotations: { "metallb.io/address-pool": pool, ...fixed },
      });
    },
  }));
}
