import { component, defineComponent, HelmwrightError } from "@helmwright/sdk";
import type { Component, ComponentSpec, HostRef, IssuerRef, Lifecycle, Placement } from "@helmwright/sdk";

import { ingressNginxChartValues } from "./gen/values-schema.ts";
import type { IngressNginxChartValues } from "./gen/values.ts";
import { chart } from "./chart.ts";
import { hostPattern, ingressNginxOptions } from "./options.ts";
import type { IngressNginxOptions } from "./options.ts";
import { ingressNginxResources } from "./resources.ts";
import { defaultClassName, ingressNginxAtRunTime, ingressNginxSecrets, ingressNginxValues } from "./values.ts";

export type { IngressNginxChartValues } from "./gen/values.ts";
export type { DefaultCertificate, IngressNginxOptions, PassthroughHost } from "./options.ts";

const spec: ComponentSpec<IngressNginxOptions, IngressNginxChartValues> = defineComponent<IngressNginxOptions, IngressNginxChartValues>({
  name: "ingress-nginx",
  chart,
  namespace: { name: "ingress-nginx", podSecurity: "restricted" },
  options: ingressNginxOptions,
  chartValues: ingressNginxChartValues,
  values: ingressNginxValues,
  resources: ingressNginxResources,
  secrets: ingressNginxSecrets,
  atRunTime: ingressNginxAtRunTime,
  readiness: [{ group: "cert-manager.io", version: "v1", kind: "Certificate", condition: "Ready" }],
});

export interface IngressNginx extends Component, Lifecycle {
  /**
   * A host name that this ingress serves: with TLS and a certificate of its own when an issuer is given, else over plain
   * HTTP. Throws `HOST_INVALID` for what is no host name.
   */
  host(host: string, issuer?: IssuerRef): HostRef;
}

/** HTTP into the cluster, by NGINX. Upstream has retired this controller: see the README before you start with it. */
export function ingressNginx(options: IngressNginxOptions = {}, placement?: Placement<IngressNginxChartValues>): IngressNginx {
  const className = options.ingressClass ?? defaultClassName;
  return component(spec, options, placement, (ref) => ({
    host: (host: string, issuer?: IssuerRef): HostRef => {
      assertHost(host);
      if (!issuer) return ref("host", host, { host, className, annotations: {} });
      const annotation = issuer.out.kind === "ClusterIssuer" ? "cert-manager.io/cluster-issuer" : "cert-manager.io/issuer";
      const tlsSecret = `${host.replace("*", "wildcard").replaceAll(".", "-")}-tls`;
      return ref("host", host, { host, className, tlsSecret, annotations: { [annotation]: issuer.out.name } }, [issuer]);
    },
  }));
}

function assertHost(host: string): void {
  if (hostPattern.test(host)) return;
  throw new HelmwrightError("HOST_INVALID", `name a host of ingress-nginx: ${JSON.stringify(host)} is no host name`, {
    hint: "Give it in lower case, without scheme, port and path: grafana.example.org.",
  });
}
