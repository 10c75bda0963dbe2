import type { Context } from "@helmwright/sdk";

import type { IstioBaseChartValues } from "./gen/values.ts";
import type { IstioBaseOptions } from "./options.ts";

export function istioBaseValues(options: IstioBaseOptions, { release }: Context): IstioBaseChartValues {
  const { validatedBy = "default", validationAuthority, excludedCrds } = options;
  return {
    defaultRevision: validatedBy === false ? "" : validatedBy,
    global: { istioNamespace: release.namespace },
    base: { validationCABundle: validationAuthority, excludedCRDs: excludedCrds },
  };
}
