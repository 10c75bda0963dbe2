import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { sealedSecretsChartValues } from "./gen/values-schema.ts";
import type { SealedSecretsChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { sealedSecretsOptions } from "./options.ts";
import type { SealedSecretsOptions } from "./options.ts";
import { sealedSecretsSecrets, sealedSecretsValues } from "./values.ts";

export type { SealedSecretsChartValues } from "./gen/values.ts";
export type { SealedSecretsOptions } from "./options.ts";

const spec: ComponentSpec<SealedSecretsOptions, SealedSecretsChartValues> = defineComponent<SealedSecretsOptions, SealedSecretsChartValues>(
  {
    name: "sealed-secrets",
    chart,
    namespace: { name: "sealed-secrets", podSecurity: "restricted" },
    options: sealedSecretsOptions,
    chartValues: sealedSecretsChartValues,
    values: sealedSecretsValues,
    secrets: sealedSecretsSecrets,
  },
);

export interface SealedSecrets extends Component, Lifecycle {}

/** Secrets that can stand in a public repository, because only the cluster can open them. */
export function sealedSecrets(options: SealedSecretsOptions = {}, placement?: Placement<SealedSecretsChartValues>): SealedSecrets {
  return component(spec, options, placement, () => ({}));
}
