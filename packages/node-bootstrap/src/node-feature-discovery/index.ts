import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { nodeFeatureDiscoveryChartValues } from "./gen/values-schema.ts";
import type { NodeFeatureDiscoveryChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { nodeFeatureDiscoveryOptions } from "./options.ts";
import type { NodeFeatureDiscoveryOptions } from "./options.ts";
import { nodeFeatureRules } from "./resources.ts";
import { nodeFeatureDiscoveryValues } from "./values.ts";

export type { NodeFeatureDiscoveryChartValues } from "./gen/values.ts";
export type { FeatureExpression, FeatureMatch, NodeFeatureDiscoveryOptions, NodeRule, NodeTaint } from "./options.ts";

const spec: ComponentSpec<NodeFeatureDiscoveryOptions, NodeFeatureDiscoveryChartValues> = defineComponent<
  NodeFeatureDiscoveryOptions,
  NodeFeatureDiscoveryChartValues
>({
  name: "node-feature-discovery",
  chart,
  // Its agents mount folders of the node.
  namespace: { name: "node-feature-discovery", podSecurity: "privileged" },
  options: nodeFeatureDiscoveryOptions,
  chartValues: nodeFeatureDiscoveryChartValues,
  values: nodeFeatureDiscoveryValues,
  resources: nodeFeatureRules,
});

export interface NodeFeatureDiscovery extends Component, Lifecycle {}

/** Labels, and where asked taints, on nodes by their hardware and kernel. */
export function nodeFeatureDiscovery(
  options: NodeFeatureDiscoveryOptions = {},
  placement?: Placement<NodeFeatureDiscoveryChartValues>,
): NodeFeatureDiscovery {
  return component(spec, options, placement, () => ({}));
}
