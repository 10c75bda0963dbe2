import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { istioBaseChartValues } from "./gen/values-schema.ts";
import type { IstioBaseChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { istioBaseOptions } from "./options.ts";
import type { IstioBaseOptions } from "./options.ts";
import { istioBaseValues } from "./values.ts";

export type { IstioBaseChartValues } from "./gen/values.ts";
export type { IstioBaseOptions } from "./options.ts";

const spec: ComponentSpec<IstioBaseOptions, IstioBaseChartValues> = defineComponent<IstioBaseOptions, IstioBaseChartValues>({
  name: "istio-base",
  chart,
  // The root namespace of the mesh: its policies are for every namespace.
  namespace: { name: "istio-system", podSecurity: "restricted", fixed: true },
  options: istioBaseOptions,
  chartValues: istioBaseChartValues,
  values: istioBaseValues,
  varies: {
    reason: "the chart writes the webhook's failurePolicy at the first install only, because istiod sets it from then on",
    fields: ["webhooks[0].failurePolicy"],
  },
});

export interface IstioBase extends Component, Lifecycle {}

/** What all of Istio's control planes share: the definitions of its custom resources, and the check of what is written. */
export function istioBase(options: IstioBaseOptions = {}, placement?: Placement<IstioBaseChartValues>): IstioBase {
  return component(spec, options, placement, () => ({}));
}
