import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface IstioBaseChartValues {
  readonly defaultRevision?: string | undefined;
  readonly global?: { readonly istioNamespace?: string | undefined } | undefined;
  readonly base?:
    | {
        readonly excludedCRDs?: readonly string[] | undefined;
        readonly validationCABundle?: string | undefined;
        readonly validationFailurePolicy?: "Fail" | "Ignore" | undefined;
        readonly validationURL?: string | undefined;
      }
    | undefined;
  readonly experimental?: { readonly stableValidationPolicy?: boolean | undefined } | undefined;
}

const text = z.string().optional();

export const istioBaseChartValues: Shape<IstioBaseChartValues> = {
  defaultRevision: text,
  global: z.strictObject({ istioNamespace: text }).optional(),
  base: z
    .strictObject({
      excludedCRDs: z.array(z.string()).readonly().optional(),
      validationCABundle: text,
      validationFailurePolicy: z.enum(["Fail", "Ignore"]).optional(),
      validationURL: text,
    })
    .optional(),
  experimental: z.strictObject({ stableValidationPolicy: z.boolean().optional() }).optional(),
};
