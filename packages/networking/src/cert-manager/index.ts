import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, IssuerRef, Lifecycle, Placement } from "@helmwright/sdk";

import { certManagerChartValues } from "./gen/values-schema.ts";
import type { CertManagerChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { certManagerOptions } from "./options.ts";
import type { CertManagerOptions } from "./options.ts";
import { certManagerResources } from "./resources.ts";
import { certManagerAtRunTime, certManagerSecrets } from "./secrets.ts";
import { certManagerValues } from "./values.ts";

export type { CertManagerChartValues } from "./gen/values.ts";
export { acme, certificateAuthority, letsEncrypt, selfSigned } from "./issuer.ts";
export type { AcmeIssuer, CaIssuer, Issuer, LetsEncryptOptions, SelfSignedIssuer } from "./issuer.ts";
export type { CertManagerOptions } from "./options.ts";
export type { CloudflareSolver, Http01Solver, Rfc2136Solver, Route53Solver, Solver } from "./solver.ts";

const spec: ComponentSpec<CertManagerOptions, CertManagerChartValues> = defineComponent<CertManagerOptions, CertManagerChartValues>({
  name: "cert-manager",
  chart,
  namespace: { name: "cert-manager", podSecurity: "restricted" },
  options: certManagerOptions,
  chartValues: certManagerChartValues,
  values: certManagerValues,
  resources: certManagerResources,
  secrets: certManagerSecrets,
  atRunTime: certManagerAtRunTime,
  readiness: [
    { group: "cert-manager.io", version: "v1", kind: "ClusterIssuer", condition: "Ready" },
    { group: "cert-manager.io", version: "v1", kind: "Certificate", condition: "Ready" },
  ],
});

export interface CertManager<N extends string = string> extends Component, Lifecycle {
  /** A declared issuer, for hosts and certificates anywhere in the cluster. */
  issuer(name: N): IssuerRef;
}

/** X.509 certificates from ACME servers and from authorities in the cluster, renewed in time. */
export function certManager<const N extends string = never>(
  options: CertManagerOptions<N> = {},
  placement?: Placement<CertManagerChartValues>,
): CertManager<N> {
  return component(spec, options, placement, (ref) => ({ issuer: (name: N) => ref("issuer", name, { name, kind: "ClusterIssuer" }) }));
}
