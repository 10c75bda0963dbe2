import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, OidcRef, Placement } from "@helmwright/sdk";

import { dexChartValues } from "./gen/values-schema.ts";
import type { DexChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { refuseClient } from "./clients.ts";
import { dexOptions } from "./options.ts";
import type { DexOptions } from "./options.ts";
import { dexAtRunTime, dexClaims, dexIssuer, dexSecrets, dexValues } from "./values.ts";

export type { DexChartValues } from "./gen/values.ts";
export type { DexConnector, DexOptions } from "./options.ts";

const spec: ComponentSpec<DexOptions, DexChartValues> = defineComponent<DexOptions, DexChartValues>({
  name: "dex",
  chart,
  namespace: { name: "dex", podSecurity: "restricted" },
  options: dexOptions,
  chartValues: dexChartValues,
  values: dexValues,
  secrets: dexSecrets,
  claims: dexClaims,
  accepts: { oidc: refuseClient },
  atRunTime: dexAtRunTime,
});

export interface Dex extends Component, Lifecycle {
  /** The provider, for components that log users in. */
  oidc(): OidcRef;
}

/** An OpenID Connect provider in front of other identity providers. */
export function dex(options: DexOptions, placement?: Placement<DexChartValues>): Dex {
  const oidc = (): OidcRef["out"] => {
    const issuerUrl = dexIssuer(options);
    const endpoints = { authorization: `${issuerUrl}/auth`, token: `${issuerUrl}/token`, userInfo: `${issuerUrl}/userinfo` };
    return { issuerUrl, endpoints };
  };
  return component(spec, options, placement, (ref) => ({ oidc: () => ref("oidc", "dex", oidc(), [options.expose]) }));
}
