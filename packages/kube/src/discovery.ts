import type { ApiResource } from "@helmwright/core";

import { accepted } from "./transport.ts";
import type { Transport } from "./transport.ts";

const ACCEPT = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

interface GroupDiscovery {
  readonly metadata?: { readonly name?: string };
  readonly versions?: readonly {
    readonly version: string;
    readonly resources?: readonly {
      readonly resource: string;
      readonly scope?: string;
      readonly verbs?: readonly string[];
      readonly responseKind?: { readonly kind?: string };
    }[];
  }[];
}

/**
 * Every kind an API server has, by aggregated discovery (Kubernetes 1.30 and later): two requests, whatever the number of
 * groups. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export async function discover(transport: Transport): Promise<readonly ApiResource[]> {
  const answers = await Promise.all(
    ["/api", "/apis"].map((path) => transport.send({ method: "GET", path, accept: ACCEPT, doing: "discover the kinds of the cluster" })),
  );
  return answers.flatMap((answer) => {
    const { items = [] } = accepted(answer, "discover the kinds of the cluster") as { items?: readonly GroupDiscovery[] };
    return items.flatMap((group) => resourcesOf(group));
  });
}

function resourcesOf({ metadata, versions = [] }: GroupDiscovery): readonly ApiResource[] {
  return versions.flatMap(({ version, resources = [] }) =>
    resources.map(({ resource, scope, verbs = [], responseKind }) => ({
      group: metadata?.name ?? "",
      version,
      kind: responseKind?.kind ?? "",
      plural: resource,
      namespaced: scope === "Namespaced",
      verbs,
    })),
  );
}
