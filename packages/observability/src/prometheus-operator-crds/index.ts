import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { prometheusOperatorCrdsChartValues } from "./gen/values-schema.ts";
import type { PrometheusOperatorCrdsChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { prometheusOperatorCrdsOptions } from "./options.ts";
import type { PrometheusOperatorCrdsOptions } from "./options.ts";
import { prometheusOperatorCrdsValues } from "./values.ts";

export type { PrometheusOperatorCrdsChartValues } from "./gen/values.ts";
export type { PrometheusOperatorCrdsOptions } from "./options.ts";

const spec: ComponentSpec<PrometheusOperatorCrdsOptions, PrometheusOperatorCrdsChartValues> = defineComponent<
  PrometheusOperatorCrdsOptions,
  PrometheusOperatorCrdsChartValues
>({
  name: "prometheus-operator-crds",
  chart,
  // A namespace of its own: these are there before monitoring, and stay when it goes.
  namespace: { name: "prometheus-operator-crds", podSecurity: "restricted" },
  options: prometheusOperatorCrdsOptions,
  chartValues: prometheusOperatorCrdsChartValues,
  values: prometheusOperatorCrdsValues,
});

export interface PrometheusOperatorCrds extends Component, Lifecycle {}

/** The kinds of the Prometheus operator alone, so that whoever has metrics can declare monitors before anything scrapes. */
export function prometheusOperatorCrds(
  options: PrometheusOperatorCrdsOptions = {},
  placement?: Placement<PrometheusOperatorCrdsChartValues>,
): PrometheusOperatorCrds {
  return component(spec, options, placement, () => ({}));
}
