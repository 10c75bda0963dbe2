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
export async function planRemovals(
  { cluster, records }: Pick<EnginePorts, "cluster" | "records">,
  observed: Observed,
  scope: RemovalScope,
): Promise<readonly PlanStep[]> {
  const gone = goneSteps(observed, scope).filter(({ kind, crds }) => kind !== "crds" || (crds?.names.length ?? 0) > 0);
  const edges = gone.flatMap(({ id, needs }) => needs.map(({ step, why }) => ({ from: step, to: id, why: `${id} needs it: ${why}` })));
  const ids = new Set(gone.map(({ id }) => id));
  const within = edges.filter(({ from }) => ids.has(from));
  const { order, problems } = orderSteps([...ids], within);
  if (problems[0]) throw problems[0];
  const leaving = new Set(gone.flatMap(({ release }) => (release ? [`${release.namespace}/${release.name}`] : [])));
  const steps = order.flatMap((id) => gone.filter((step) => step.id === id));
  const planned = await Promise.all(
    steps.map(async (step): Promise<PlanStep> => {
      const kept = await whyKept(step, observed, scope, async (name) => {
        const live = observed.releases.get(name);
        const secret = live && (await cluster.get({ ...SECRET, namespace: live.namespace, name: live.record }));
        return secret ? strangersOf(cluster, (await records.decode(secret)).manifests, leaving, scope.data) : [];
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
  const staying = new Map(
    planned.flatMap(({ id, kind, component, action }) => (kind === "release" && action === "keep" ? [[component, id] as const] : [])),
  );
  return planned.map((step) => {
    const holder = staying.get(step.component);
    return holder === undefined || step.kind !== "secrets"
      ? step
      : { ...step, action: "keep", reasons: [`${holder} stays and reads them`] };
  });
}

/** Recorded steps that are to go, and releases and namespaces that carry the platform's name although no record knows them. */
export function goneSteps({ state, releases, namespaces }: Observed, { id, keep }: RemovalScope): readonly StoredStep[] {
  const recorded = (state?.record.steps ?? []).filter((step) => !keep.has(step.id));
  const known = new Set(state?.record.steps.map((step) => step.id));
  const lost = [...releases.values()].flatMap(({ name, namespace, platform }): readonly StoredStep[] => {
    const step = `release ${namespace}/${name}`;
    if (platform !== id || known.has(step) || keep.has(step)) return [];
    const needs = [{ step: `namespace ${namespace}`, why: "it lives there" }];
    const operator = name.replace(/-resources$/, "");
    if (operator !== name) needs.push({ step: `release ${namespace}/${operator}`, why: "its operator must run" });
    return [{ id: step, kind: "release", component: operator, needs, release: { name, namespace } }];
  });
  const places = [...namespaces.values()].flatMap(({ metadata: { name, annotations = {} } }): readonly StoredStep[] => {
    const step = `namespace ${name}`;
    if (annotations[PLATFORM] !== id || annotations[CREATED] === undefined || known.has(step) || keep.has(step)) return [];
    return [{ id: step, kind: "namespace", component: name, needs: [], namespace: name }];
  });
  return [...recorded, ...lost, ...places];
}

async function whyKept(
  step: StoredStep,
  observed: Observed,
  { id }: RemovalScope,
  strangers: (release: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
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

/** Whether an object goes with a release that leaves; one that its chart asks to keep does so only with the data. */
function goesToo(annotations: Readonly<Record<string, string>>, leaving: ReadonlySet<string>, data: boolean): boolean {
  const own = leaving.has(`${annotations["meta.helm.sh/release-namespace"]}/${annotations["meta.helm.sh/release-name"]}`);
  return own && (data || annotations["helm.sh/resource-policy"] !== "keep");
}

/** Custom resources of kinds that a release defines and would delete, which belong to nothing that leaves as well. */
async function strangersOf(
  cluster: Cluster,
  manifests: readonly Manifest[],
  leaving: ReadonlySet<string>,
  data: boolean,
): Promise<readonly string[]> {
  const definitions = manifests.filter(
    ({ kind, metadata }) => kind === "CustomResourceDefinition" && metadata.annotations?.["helm.sh/resource-policy"] !== "keep",
  );
  const found = await Promise.all(
    definitions.map(async (definition) => {
      const spec = definition["spec"] as {
        readonly group?: string;
        readonly names?: { readonly kind?: string };
        readonly versions?: readonly { readonly name?: string; readonly storage?: boolean }[];
      };
      const version = spec.versions?.find(({ storage }) => storage)?.name ?? spec.versions?.[0]?.name ?? "v1";
      const objects = await cluster.listMetadata({ apiVersion: `${spec.group}/${version}`, kind: spec.names?.kind ?? "" });
      return objects.filter(
        ({ metadata: { annotations = {}, ownerReferences = [] } }) => ownerReferences.length === 0 && !goesToo(annotations, leaving, data),
      );
    }),
  );
  return found.flat().map(({ apiVersion, kind, metadata: { name, namespace } }) => formatObject({ apiVersion, kind, name, namespace }));
}
