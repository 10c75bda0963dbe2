import { formatObject } from "@helmwright/core";
import type { Cluster, Manifest, PlanStep } from "@helmwright/core";
import { orderSteps } from "@helmwright/plan";

import { CREATED, PLATFORM, SECRET } from "./names.ts";
import type { Observed } from "./observe.ts";
import type { EnginePorts } from "./ports.ts";
import type { StoredStep } from "./record.ts";

export interface RemovalScope {
  readonly id: string;
  /** Ids of steps that stay. */
  readonly keep: ReadonlySet<string>;
  /** Whether data goes too. */
  readonly data: boolean;
}

/** Steps that the platform has in the cluster and should not have, in the order in which they go. Reads, writes nothing. */
export async function planRemovals({ cluster, records }: Pick<EnginePorts, "cluster" | "records">, observed: Observed, scope: RemovalScope): Promise<readonly PlanStep[]> {
  const gone = goneSteps(observed, scope);
  const edges = gone.flatMap(({ id, needs }) => needs.map(({ step, why }) => ({ from: step, to: id, why: `${id} needs it: ${why}` })));
  const ids = new Set(gone.map(({ id }) => id));
  const within = edges.filter(({ from }) => ids.has(from));
  const { order, problems } = orderSteps([...ids], within);
  if (problems[0]) throw problems[0];
  const leaving = new Set(gone.flatMap(({ release }) => (release ? [`${release.namespace}/${release.name}`] : [])));
  const steps = order.flatMap((id) => gone.filter((step) => step.id === id));
  return Promise.all(
    steps.map(async (step): Promise<PlanStep> => {
      const kept = await whyKept(step, observed, scope, async (name) => {
        const live = observed.releases.get(name);
        const secret = live && (await cluster.get({ ...SECRET, namespace: live.namespace, name: live.record }));
        return secret ? strangersOf(cluster, (await records.decode(secret)).manifests, leaving) : [];
      });
      return {
        id: step.id,
        kind: step.kind,
        component: step.component,
        action: kept.length > 0 ? "keep" : "remove",
        reasons: kept.length > 0 ? kept : ["it is no longer part of the platform"],
        values: [],
        objects: [],
        needs: within.flatMap(({ from, to, why }) => (from === step.id ? [{ step: to, why }] : [])),
      };
    }),
  );
}

/** Recorded steps that are to go, and releases that carry the platform's name although no record knows them. */
export function goneSteps({ state, releases }: Observed, { id, keep }: RemovalScope): readonly StoredStep[] {
  const recorded = (state?.record.steps ?? []).filter((step) => !keep.has(step.id));
  const known = new Set(state?.record.steps.map((step) => step.id));
  const lost = [...releases.values()].flatMap(({ name, namespace, platform }): readonly StoredStep[] => {
    const step = `release ${namespace}/${name}`;
    if (platform !== id || known.has(step) || keep.has(step)) return [];
    return [{ id: step, kind: "release", component: name.replace(/-resources$/, ""), needs: [], release: { name, namespace } }];
  });
  return [...recorded, ...lost];
}

async function whyKept(step: StoredStep, observed: Observed, { id }: RemovalScope, strangers: (release: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  if (step.kind === "crds") {
    const names = (step.crds?.names ?? []).filter((name) => observed.crds.has(name));
    return names.length === 0 ? [] : [`custom resource definitions stay: ${names.join(", ")}`];
  }
  if (step.kind === "namespace") {
    const annotations = observed.namespaces.get(step.namespace ?? "")?.metadata.annotations;
    return annotations && (annotations[CREATED] === undefined || annotations[PLATFORM] !== id) ? ["this platform did not create it"] : [];
  }
  if (step.kind !== "release" || !step.release) return [];
  const others = await strangers(`${step.release.namespace}/${step.release.name}`);
  return others.length === 0 ? [] : [`removing it deletes definitions that others still use: ${others.join(", ")}`];
}

/** Custom resources of kinds that a release defines and would delete, which belong to nothing that leaves as well. */
async function strangersOf(cluster: Cluster, manifests: readonly Manifest[], leaving: ReadonlySet<string>): Promise<readonly string[]> {
  const definitions = manifests.filter(({ kind, metadata }) => kind === "CustomResourceDefinition" && metadata.annotations?.["helm.sh/resource-policy"] !== "keep");
  const found = await Promise.all(
    definitions.map(async (definition) => {
      const spec = definition["spec"] as { readonly group?: string; readonly names?: { readonly kind?: string }; readonly versions?: readonly { readonly name?: string; readonly storage?: boolean }[] };
      const version = spec.versions?.find(({ storage }) => storage)?.name ?? spec.versions?.[0]?.name ?? "v1";
      const objects = await cluster.listMetadata({ apiVersion: `${spec.group}/${version}`, kind: spec.names?.kind ?? "" });
      return objects.filter(({ metadata: { annotations = {}, ownerReferences = [] } }) => ownerReferences.length === 0 && !leaving.has(`${annotations["meta.helm.sh/release-namespace"]}/${annotations["meta.helm.sh/release-name"]}`));
    }),
  );
  return found.flat().map(({ apiVersion, kind, metadata: { name, namespace } }) => formatObject({ apiVersion, kind, name, namespace }));
}
