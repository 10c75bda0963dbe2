import { treeDigest } from "@helmwright/charts";
import type { ChartTree } from "@helmwright/charts";

import { mergeDefaults } from "./chart/merge-defaults.ts";
import { openChart } from "./chart/open-chart.ts";
import { evaluateChart } from "./evaluate/evaluate-chart.ts";
import { inferChart } from "./infer/infer-chart.ts";
import { kubernetesTypes } from "./kubernetes/type-catalog.ts";
import type { ChartTypes } from "./value-type.ts";

/**
 * The types of a chart's values, from its files alone: nothing is rendered, fetched or run.
 *
 * @throws HelmwrightError when the files are not a chart
 */
export function chartTypes(tree: ChartTree): ChartTypes {
  const chart = openChart(tree);
  const evidence = evaluateChart(chart, mergeDefaults(chart));
  const catalog = kubernetesTypes().withDefinitions(chart.crds);
  return { chart: { name: chart.name, version: chart.version, digest: treeDigest(tree) }, values: inferChart(chart, evidence, catalog) };
}
