import type { PrometheusOperatorCrdsChartValues } from "./chart-values.ts";
import type { PrometheusOperatorCrdsOptions } from "./options.ts";

export function prometheusOperatorCrdsValues({ keepCrds = true }: PrometheusOperatorCrdsOptions): PrometheusOperatorCrdsChartValues {
  return { crds: { annotations: keepCrds ? { "helm.sh/resource-policy": "keep" } : undefined } };
}
