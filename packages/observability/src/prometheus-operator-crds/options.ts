import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

export interface PrometheusOperatorCrdsOptions {
  /** Whether the definitions, and with them all monitors and rules, survive the removal of the release. Default: true. */
  readonly keepCrds?: boolean | undefined;
}

export const prometheusOperatorCrdsOptions: Shape<PrometheusOperatorCrdsOptions> = { keepCrds: z.boolean().optional() };
