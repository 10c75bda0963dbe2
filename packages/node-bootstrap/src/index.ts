export { nodeFeatureDiscovery } from "./node-feature-discovery/index.ts";
export type {
  FeatureExpression,
  FeatureMatch,
  NodeFeatureDiscovery,
  NodeFeatureDiscoveryChartValues,
  NodeFeatureDiscoveryOptions,
  NodeRule,
  NodeTaint,
} from "./node-feature-discovery/index.ts";
