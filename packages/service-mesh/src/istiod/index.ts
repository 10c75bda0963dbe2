import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import type { IstioBase } from "../istio-base/index.ts";
import { istiodChartValues } from "./gen/values-schema.ts";
import type { IstiodChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { istiodOptions } from "./options.ts";
import type { IstiodOptions } from "./options.ts";
import { istiodResources } from "./resources.ts";
import { istiodAtRunTime, istiodSecrets, istiodValues } from "./values.ts";

export type { AuthorizationPolicy, AuthorizationRule, RequestSource, RequestTarget } from "./authorization-policy.ts";
export type { IstiodChartValues } from "./gen/values.ts";
export type { IstiodOptions, MeshAuthority } from "./options.ts";

const spec: ComponentSpec<IstiodOptions, IstiodChartValues> = defineComponent<IstiodOptions, IstiodChartValues>({
  name: "istiod",
  chart,
  namespace: { name: "istio-system", podSecurity: "restricted", fixed: true },
  options: istiodOptions,
  chartValues: istiodChartValues,
  values: istiodValues,
  resources: istiodResources,
  secrets: istiodSecrets,
  atRunTime: istiodAtRunTime,
  provides: ["mesh"],
  varies: {
    reason: "the chart writes the webhook's failurePolicy at the first install only, because istiod sets it from then on",
    fields: ["webhooks[0].failurePolicy"],
  },
});

export interface Istiod extends Component, Lifecycle {}

/** A service mesh's control plane: identities and mutual TLS for workloads with a sidecar, and who may call what. */
export function istiod(
  { base, ...options }: IstiodOptions & { readonly base: IstioBase },
  placement: Placement<IstiodChartValues> = {},
): Istiod {
  return component(spec, options, { ...placement, after: [base, ...(placement.after ?? [])] }, () => ({}));
}
