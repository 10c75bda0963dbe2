import { objectIdOf, secretLeaves } from "@helmwright/core";
import type { LiveObject, Manifest, ObjectId, PlanStep, StoredRelease } from "@helmwright/core";
import pLimit from "p-limit";

import { sameRelease } from "./choose-action.ts";
import type { CrdsStep, DesiredStep, NamespaceStep, ReleaseStep, SecretsStep } from "./desired.ts";
import { generatedSecrets } from "./generated-secrets.ts";
import { CREATED, DEFINITION, FINGERPRINT, MANAGED_BY, MANAGER, NAMESPACE, PLATFORM, SECRET } from "./names.ts";
import type { ObservedRelease } from "./observe.ts";
import type { EnginePorts } from "./ports.ts";
import type { SecretValues } from "./resolve-secrets.ts";
import type { TakeTurn } from "./take-turns.ts";
import { waitReady } from "./wait-ready.ts";

/** Objects that take as long as one hook, roughly: a hook is waited for, an object is written. */
const HOOK_WEIGHT = 20;

/** What applying needs beside the plan. */
export interface ApplyContext {
  readonly ports: EnginePorts;
  readonly id: string;
  readonly secrets: SecretValues;
  /** Key of the fingerprints of secrets. */
  readonly key: string;
  /** Milliseconds for one step. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Runs Helm when there is room. */
  readonly limit: TakeTurn;
}

export interface ApplyFacts {
  readonly planned: PlanStep;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
  readonly nulls: boolean;
  readonly crds: readonly Manifest[];
  readonly live: ObservedRelease | undefined;
  readonly stored: StoredRelease | undefined;
  readonly onProgress: (doing: string) => void;
}

/** Brings one step of a plan into the cluster and waits until it is ready. */
export async function applyStep(step: DesiredStep, context: ApplyContext, facts: ApplyFacts): Promise<void> {
  switch (step.kind) {
    case "namespace":
      return applyNamespace(step, context);
    case "crds":
      return applyCrds(step, context, facts);
    case "secrets":
      return applySecrets(step, context);
    case "release":
      return applyRelease(step, context, facts);
  }
}

async function applyNamespace({ name, podSecurity, fingerprint }: NamespaceStep, { ports: { cluster }, id }: ApplyContext): Promise<void> {
  await cluster.create({ ...NAMESPACE, metadata: { name, labels: MANAGED_BY, annotations: { [PLATFORM]: id, [CREATED]: "true" } } });
  const labels = Object.fromEntries(["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity]));
  await cluster.apply(
    { ...NAMESPACE, metadata: { name, labels, annotations: { [FINGERPRINT]: fingerprint } } },
    { manager: MANAGER, force: true },
  );
}

async function applyCrds(
  { pin }: CrdsStep,
  { ports: { cluster }, id, timeout, signal }: ApplyContext,
  { crds, onProgress }: ApplyFacts,
): Promise<void> {
  const limit = pLimit(4);
  await Promise.all(
    crds.map((crd) =>
      limit(async () => {
        signal.throwIfAborted();
        onProgress(`applying CustomResourceDefinition ${crd.metadata.name}`);
        const { labels = {}, annotations = {} } = crd.metadata;
        const metadata = {
          name: crd.metadata.name,
          labels: { ...labels, ...MANAGED_BY },
          annotations: { ...annotations, [PLATFORM]: id, [FINGERPRINT]: pin.digest },
        };
        await cluster.apply({ ...crd, status: undefined, metadata }, { manager: MANAGER, force: true });
      }),
    ),
  );
  await waitReady(
    cluster,
    crds.map(({ metadata: { name } }) => ({ ...DEFINITION, name })),
    { timeout, signal, onProgress },
  );
}

async function applySecrets({ secrets: specs }: SecretsStep, { ports: { cluster }, id, secrets, key }: ApplyContext): Promise<void> {
  const generated = await generatedSecrets(
    cluster,
    id,
    specs.flatMap(({ data }) => Object.values(data).flatMap(secretLeaves)),
  );
  for (const { namespace, name, type = "Opaque", labels = {}, data } of specs) {
    const encoded = Object.fromEntries(
      Object.entries(data).map(([field, value]) => {
        const text = secrets.read(value, generated);
        secrets.remember(text);
        return [field, Buffer.from(text).toString("base64")];
      }),
    );
    const annotations = { [PLATFORM]: id, [FINGERPRINT]: secrets.fingerprint(key, data) };
    await cluster.apply(
      { ...SECRET, metadata: { namespace, name, labels: { ...labels, ...MANAGED_BY }, annotations }, type, data: encoded },
      { manager: MANAGER, force: true },
    );
  }
}

async function applyRelease(step: ReleaseStep, context: ApplyContext, facts: ApplyFacts): Promise<void> {
  const { ports, timeout, signal, limit } = context;
  const { planned, manifests, stored, onProgress } = facts;
  if (planned.action === "recover" || facts.live?.status === "failed") await recover(step, context, facts);
  const standing = planned.action === "adopt" && stored !== undefined && sameRelease(step, stored, planned.objects);
  if (!standing) {
    const chart =
      "pin" in step.source ? (await ports.charts.resolve(step.source.pin, { signal })).path : await ports.charts.resourceChart();
    onProgress("waiting for a turn of Helm");
    await limit(
      async () => {
        signal.throwIfAborted();
        onProgress(
          facts.hooks.length > 0
            ? `Helm applies ${manifests.length} objects and runs ${facts.hooks.length} hooks`
            : `Helm applies ${manifests.length} objects`,
        );
        await ports.helm.upgrade({
          release: step.name,
          namespace: step.namespace,
          chart,
          values: step.values,
          pruneNulls: facts.nulls,
          clientSideApply: step.clientSideApply,
          timeout,
          signal,
        });
      },
      facts.hooks.length * HOOK_WEIGHT + manifests.length,
    );
  }
  const own = await namespacedIds(manifests, step.namespace, ports);
  await waitReady(ports.cluster, own, { rules: step.readiness, timeout, signal, onProgress });
  await markRevision(step, context);
}

/** Gives every namespaced object of a release its namespace, as Helm does. */
export async function namespacedIds(
  manifests: readonly Manifest[],
  namespace: string,
  { cluster }: Pick<EnginePorts, "cluster">,
): Promise<readonly ObjectId[]> {
  const resources = await cluster.resources();
  return manifests.map((object) => {
    const id = objectIdOf(object);
    const resource = resources.find(
      ({ group, version, kind }) => kind === id.kind && (group === "" ? version : `${group}/${version}`) === id.apiVersion,
    );
    return resource?.namespaced === false ? { ...id, namespace: undefined } : { ...id, namespace: id.namespace ?? namespace };
  });
}

/**
 * A release that was left in the middle. Helm refuses to touch it: one that was deployed before goes on from a failed
 * revision, one that never was starts again, so that its install hooks run.
 */
async function recover(
  step: ReleaseStep,
  { ports: { cluster, records, helm }, timeout, signal }: ApplyContext,
  { live }: ApplyFacts,
): Promise<void> {
  if (!live) return;
  if (live.status === "uninstalling") {
    await helm.uninstall({ release: step.name, namespace: step.namespace, timeout, signal });
    return;
  }
  if (!live.everDeployed) {
    for (const name of live.records) await cluster.remove({ ...SECRET, namespace: step.namespace, name });
    return;
  }
  const secret = live.status.startsWith("pending-")
    ? await cluster.get({ ...SECRET, namespace: step.namespace, name: live.record })
    : undefined;
  if (secret) await cluster.replace(await records.markFailed(secret));
}

/** Binds the fingerprint to the revision that Helm has just written: a later one by another hand doesn't carry it. */
async function markRevision(step: ReleaseStep, { ports: { cluster }, id }: ApplyContext): Promise<void> {
  const records = await cluster.listMetadata(SECRET, {
    namespace: step.namespace,
    labels: { owner: "helm", name: step.name, status: "deployed" },
  });
  const newest = records.toSorted((a, b) => revisionOf(b) - revisionOf(a))[0];
  if (!newest) return;
  const annotations = { [PLATFORM]: id, [FINGERPRINT]: step.fingerprint };
  await cluster.patch({ ...SECRET, namespace: step.namespace, name: newest.metadata.name }, { metadata: { annotations } });
}

function revisionOf({ metadata }: LiveObject): number {
  return Number(metadata.labels?.["version"] ?? 0);
}
