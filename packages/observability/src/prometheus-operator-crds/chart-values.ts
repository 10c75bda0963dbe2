import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface PrometheusOperatorCrdsChartValues {
  readonly crds?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined;
}

export const prometheusOperatorCrdsChartValues: Shape<PrometheusOperatorCrdsChartValues> = {
  crds: z.strictObject({ annotations: z.record(z.string(), z.string()).optional() }).optional(),
};
