import type { Instance, Manifest } from "@helmwright/core";

/** A release of the platform with the objects that rendering gave. */
export interface RenderedRelease {
  /** Step id: `release namespace/name`. */
  readonly step: string;
  readonly component: string;
  readonly name: string;
  readonly namespace: string;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
}

/** Objects that the engine writes itself: namespaces, CRDs, Secrets. */
export interface EngineObjects {
  readonly step: string;
  readonly component: string;
  readonly objects: readonly Manifest[];
}

/** Everything that a platform puts into a cluster, as far as it is known before the deploy. */
export interface World {
  readonly instances: readonly Instance[];
  readonly releases: readonly RenderedRelease[];
  readonly engine: readonly EngineObjects[];
}

/** One object, whose it is, and the step that writes it. */
export interface Placed {
  readonly object: Manifest;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  /** Namespace of the release; empty for what the engine writes. */
  readonly home: string;
  readonly step: string;
  readonly component: string;
  readonly hook: boolean;
}

const clusterKinds = new Set([
  "Namespace",
  "CustomResourceDefinition",
  "ClusterRole",
  "ClusterRoleBinding",
  "StorageClass",
  "IngressClass",
  "GatewayClass",
  "PriorityClass",
  "RuntimeClass",
  "PersistentVolume",
  "MutatingWebhookConfiguration",
  "ValidatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "APIService",
  "CSIDriver",
  "ClusterIssuer",
  "VolumeSnapshotClass",
]);

/** Kinds of a world that have no namespace: the built-in ones, and those whose CRD in the world says so. */
export function clusterScoped(world: World): (kind: string) => boolean {
  const own = new Map<string, boolean>();
  for (const object of [...world.engine.flatMap(({ objects }) => objects), ...world.releases.flatMap(({ manifests }) => manifests)]) {
    if (object.kind !== "CustomResourceDefinition") continue;
    const spec = object["spec"] as { readonly scope?: unknown; readonly names?: { readonly kind?: unknown } } | undefined;
    if (typeof spec?.names?.kind === "string") own.set(spec.names.kind, spec.scope === "Cluster");
  }
  return (kind) => own.get(kind) ?? clusterKinds.has(kind);
}

export function placedObjects(world: World): readonly Placed[] {
  const scoped = clusterScoped(world);
  const place = (object: Manifest, fallback: string): string => (scoped(object.kind) ? "" : (object.metadata.namespace ?? fallback));
  return [
    ...world.engine.flatMap(({ step, component, objects }) =>
      objects.map((object) => ({ object, namespace: place(object, ""), home: "", step, component, hook: false })),
    ),
    ...world.releases.flatMap(({ step, component, namespace, manifests, hooks }) => [
      ...manifests.map((object) => ({ object, namespace: place(object, namespace), home: namespace, step, component, hook: false })),
      ...hooks.map((object) => ({ object, namespace: place(object, namespace), home: namespace, step, component, hook: true })),
    ]),
  ];
}
