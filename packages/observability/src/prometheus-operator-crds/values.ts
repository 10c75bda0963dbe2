import type { PrometheusOperatorCrdsChartValues } from "./gen/values.ts";
import type { PrometheusOperatorCrdsOptions } from "./options.ts";

export function prometheusOperatorCrdsValues({ keepCrds = true }: PrometheusOperatorCrdsOptions): PrometheusOperatorCrdsChartValues {
  return { crds: { annotations: keepCrds ? { "helm.sh/resource-policy": "keep" } : undefined } };
}
