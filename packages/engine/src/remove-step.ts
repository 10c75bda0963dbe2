import { formatObject } from "@helmwright/core";
import type { Cluster, LiveObject, Manifest, ObjectId, RunTimeObject } from "@helmwright/core";

import { namespacedIds } from "./apply-step.ts";
import type { ApplyContext } from "./apply-step.ts";
import { NAMESPACE, SECRET } from "./names.ts";
import type { Observed } from "./observe.ts";
import type { StoredStep } from "./record.ts";
import { waitGone } from "./wait-ready.ts";

export interface RemoveFacts {
  readonly observed: Observed;
  /** Whether data goes too. */
  readonly data: boolean;
  readonly onProgress: (doing: string) => void;
  /** Told what stays. */
  readonly onKept: (object: string, why: string) => void;
}

/** Takes one step out of the cluster; what stays by the rules of retention is told. */
export async function removeStep(step: StoredStep, context: ApplyContext, facts: RemoveFacts): Promise<void> {
  switch (step.kind) {
    case "release":
      return removeRelease(step, context, facts);
    case "secrets": {
      const { cluster } = context.ports;
      for (const { namespace, name } of step.secrets ?? []) await cluster.remove({ ...SECRET, namespace, name });
      return;
    }
    case "namespace":
      return removeNamespace(step.namespace ?? "", context, facts);
    case "crds":
      for (const name of step.crds?.names ?? [])
        facts.onKept(`CustomResourceDefinition ${name}`, "definitions stay, because deleting them deletes every object of the kind");
  }
}

async function removeRelease(step: StoredStep, context: ApplyContext, facts: RemoveFacts): Promise<void> {
  const { ports, timeout, signal, limit } = context;
  const { release } = step;
  if (!release) return;
  const live = facts.observed.releases.get(`${release.namespace}/${release.name}`);
  const secret = live && (await ports.cluster.get({ ...SECRET, namespace: live.namespace, name: live.record }));
  const stored = secret && (await ports.records.decode(secret));
  const manifests = stored?.manifests ?? [];
  const leaving = await namespacedIds(
    manifests.filter((object) => !isKept(object)),
    release.namespace,
    ports,
  );
  const claims = await volumeClaims(manifests, release.namespace, context);
  if (!facts.data) await releaseClaims(claims, leaving, context);
  if (live) {
    facts.onProgress("Helm uninstalls it");
    await limit(() => ports.helm.uninstall({ ...releaseRequest(release), timeout, signal }));
    for (const name of live.records) await ports.cluster.remove({ ...SECRET, namespace: live.namespace, name });
  }
  const hooks = await namespacedIds(stored?.hooks ?? [], release.namespace, ports);
  const made = await goingRunTime(step.atRunTime ?? [], context, facts);
  for (const id of [...hooks, ...made]) await ports.cluster.remove(idOf(id));
  await waitGone(ports.cluster, [...leaving, ...hooks, ...made.map(idOf)], { timeout, signal, onProgress: facts.onProgress });
  await removeKept(await namespacedIds(manifests.filter(isKept), release.namespace, ports), context, facts);
  for (const claim of claims) {
    const id = { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: release.namespace, name: claim.metadata.name };
    if (facts.data) await ports.cluster.remove(id);
    else facts.onKept(formatObject(id), "it holds data; destroy --data deletes it");
  }
}

/** Objects that a chart asks to keep hold data; definitions stay even when data goes. */
async function removeKept(
  ids: readonly ObjectId[],
  { ports: { cluster }, timeout, signal }: ApplyContext,
  facts: RemoveFacts,
): Promise<void> {
  const going = facts.data ? ids.filter(({ kind }) => kind !== "CustomResourceDefinition") : [];
  for (const id of going) await cluster.remove(id);
  await waitGone(cluster, going, { timeout, signal, onProgress: facts.onProgress });
  for (const id of ids.filter((one) => !going.includes(one))) facts.onKept(formatObject(id), "its chart asks to keep it");
}

function releaseRequest({ name, namespace }: { readonly name: string; readonly namespace: string }): {
  release: string;
  namespace: string;
} {
  return { release: name, namespace };
}

/** Objects made at run time that go with their component; those that stay are told, if they are there. */
async function goingRunTime(
  objects: readonly RunTimeObject[],
  { ports: { cluster } }: ApplyContext,
  facts: RemoveFacts,
): Promise<readonly RunTimeObject[]> {
  const staying = facts.data ? [] : objects.filter(({ retention }) => retention === "keep");
  for (const one of staying)
    if (await cluster.get(idOf(one))) facts.onKept(formatObject(one), `${one.by} made it, and it holds data or opens it`);
  return objects.filter((one) => !staying.includes(one) && one.namespace !== EVERY_NAMESPACE);
}

function isKept({ metadata }: Manifest): boolean {
  return metadata.annotations?.["helm.sh/resource-policy"] === "keep";
}

function idOf({ apiVersion, kind, namespace, name }: ObjectId): ObjectId {
  return { apiVersion, kind, namespace, name };
}

/** Claims that the release's workloads made: those of StatefulSet templates, and those that its objects own. */
async function volumeClaims(
  manifests: readonly Manifest[],
  namespace: string,
  { ports: { cluster } }: ApplyContext,
): Promise<readonly LiveObject[]> {
  const sets = manifests.flatMap((object) => {
    const templates =
      object.kind === "StatefulSet"
        ? (object["spec"] as { readonly volumeClaimTemplates?: readonly Manifest[] } | undefined)?.volumeClaimTemplates
        : undefined;
    return (templates ?? []).map((template) => `${template.metadata.name}-${object.metadata.name}-`);
  });
  const claims = await cluster.listMetadata({ apiVersion: "v1", kind: "PersistentVolumeClaim" }, { namespace });
  const owners = new Set(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return claims.filter(
    ({ metadata: { name, ownerReferences = [] } }) =>
      sets.some((prefix) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))) ||
      ownerReferences.some((owner) => owners.has(`${owner.kind}/${owner.name}`)),
  );
}

/** Claims that a leaving object owns would be collected with it: they are made to stand alone first. */
async function releaseClaims(
  claims: readonly LiveObject[],
  leaving: readonly ObjectId[],
  { ports: { cluster } }: ApplyContext,
): Promise<void> {
  const names = new Set(leaving.map(({ kind, name }) => `${kind}/${name}`));
  for (const { metadata } of claims) {
    const owners = metadata.ownerReferences ?? [];
    const staying = owners.filter(({ kind, name }) => !names.has(`${kind}/${name}`));
    if (staying.length === owners.length) continue;
    await cluster.patch(
      { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: metadata.namespace, name: metadata.name },
      { metadata: { ownerReferences: staying } },
    );
  }
}

/** Where a component makes one object in each namespace. */
const EVERY_NAMESPACE = "*";
/** Objects every namespace has, and objects that others make of what has gone. */
const PASSING: ReadonlySet<string> = new Set(["ServiceAccount/default", "ConfigMap/kube-root-ca.crt"]);
const PASSING_KINDS = new Set(["Event", "EndpointSlice", "Endpoints", "Lease", "ControllerRevision", "PodMetrics"]);

async function removeNamespace(name: string, { ports: { cluster }, timeout, signal }: ApplyContext, facts: RemoveFacts): Promise<void> {
  const everywhere = (facts.observed.state?.record.steps ?? []).flatMap(({ atRunTime = [] }) =>
    atRunTime.filter((one) => one.namespace === EVERY_NAMESPACE),
  );
  const passing = new Set([...PASSING, ...everywhere.map((one) => `${one.kind}/${one.name}`)]);
  const left = await leftIn(cluster, name, { data: facts.data, passing });
  if (left.length > 0) {
    facts.onKept(
      `Namespace ${name}`,
      `it still holds ${left.slice(0, 5).join(", ")}${left.length > 5 ? ` and ${left.length - 5} more` : ""}`,
    );
    return;
  }
  await cluster.remove({ ...NAMESPACE, name });
  await waitGone(cluster, [{ ...NAMESPACE, name }], { timeout, signal, onProgress: facts.onProgress });
}

/** What must not go with a namespace: everything, or with the data only what another Helm release has there. */
async function leftIn(
  cluster: Cluster,
  namespace: string,
  { data, passing }: { readonly data: boolean; readonly passing: ReadonlySet<string> },
): Promise<readonly string[]> {
  const resources = (await cluster.resources()).filter(
    ({ namespaced, verbs, kind }) => namespaced && verbs.includes("list") && !PASSING_KINDS.has(kind),
  );
  const found = await Promise.all(
    resources.map(({ group, version, kind }) =>
      cluster.listMetadata({ apiVersion: group === "" ? version : `${group}/${version}`, kind }, { namespace }),
    ),
  );
  const names = found.flat().flatMap(({ kind, metadata }) => {
    const own = `${kind}/${metadata.name}`;
    if (data && metadata.annotations?.["meta.helm.sh/release-name"] === undefined && metadata.labels?.["owner"] !== "helm") return [];
    return passing.has(own) || metadata.deletionTimestamp !== undefined || (metadata.ownerReferences ?? []).length > 0
      ? []
      : [`${kind} ${metadata.name}`];
  });
  return [...new Set(names)];
}
