import type { JsonObject, Manifest } from "@helmwright/sdk";

import type { FeatureMatch, NodeFeatureDiscoveryOptions, NodeRule, NodeTaint } from "./options.ts";

/** One NodeFeatureRule for each rule. https://nfd.sigs.k8s.io/usage/custom-resources#nodefeaturerule */
export function nodeFeatureRules({ rules = [] }: NodeFeatureDiscoveryOptions): readonly Manifest[] {
  return rules.map(ruleOf);
}

function ruleOf({ name, labels, taints, when }: NodeRule): Manifest {
  const rule = { name, labels, taints: taints?.map(taintOf), matchFeatures: when.map(matchOf) };
  return { apiVersion: "nfd.k8s-sigs.io/v1alpha1", kind: "NodeFeatureRule", metadata: { name }, spec: { rules: [rule] } };
}

function taintOf({ key, value, effect }: NodeTaint): JsonObject {
  return { key, value, effect };
}

function matchOf({ feature, expressions }: FeatureMatch): JsonObject {
  const matchExpressions = Object.fromEntries(
    Object.entries(expressions).map(([attribute, expression]): [string, JsonObject] => [
      attribute,
      { op: expression.op, value: "value" in expression ? expression.value : undefined },
    ]),
  );
  return { feature, matchExpressions };
}
