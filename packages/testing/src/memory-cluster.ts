import { groupOf, HelmwrightError, objectKey } from "@helmwright/core";
import type { Cluster, KindId, ListOptions, LiveObject, Manifest, ObjectId } from "@helmwright/core";

export interface MemoryCluster extends Cluster {
  /** Every object, by `group/Kind/namespace/name`. */
  readonly objects: ReadonlyMap<string, LiveObject>;
  /** Called before each write with the verb and the object; what it throws, the write throws. */
  failWith(fault: ((verb: "apply" | "create" | "replace" | "patch" | "remove", id: ObjectId) => void) | undefined): void;
}

/** A cluster that only stores: no controllers, no defaults, no conflicts of field managers. For tests of what is written when. */
export function memoryCluster(initial: readonly Manifest[] = []): MemoryCluster {
  const objects = new Map<string, LiveObject>();
  let version = 0;
  let fault: Parameters<MemoryCluster["failWith"]>[0];
  const idOf = ({ apiVersion, kind, metadata }: Manifest): ObjectId => ({
    apiVersion,
    kind,
    namespace: metadata.namespace,
    name: metadata.name,
  });
  const store = (manifest: Manifest, uid: string): LiveObject => {
    version += 1;
    const live: LiveObject = { ...manifest, metadata: { ...manifest.metadata, uid, resourceVersion: String(version) } };
    objects.set(objectKey(idOf(manifest)), live);
    return live;
  };
  const merge = (below: unknown, above: unknown): unknown => {
    if (typeof above !== "object" || above === null || Array.isArray(above)) return above;
    const base = typeof below === "object" && below !== null && !Array.isArray(below) ? (below as Record<string, unknown>) : {};
    const merged: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(above)) {
      if (value === null) delete merged[key];
      else merged[key] = merge(base[key], value);
    }
    return merged;
  };
  const list = async (kind: KindId, { namespace, labels = {} }: ListOptions = {}): Promise<readonly LiveObject[]> =>
    [...objects.values()].filter(
      (object) =>
        object.kind === kind.kind &&
        groupOf(object.apiVersion) === groupOf(kind.apiVersion) &&
        (namespace === undefined || object.metadata.namespace === namespace) &&
        Object.entries(labels).every(([key, value]) => object.metadata.labels?.[key] === value),
    );
  for (const manifest of initial) store(manifest, `uid-${version}`);
  return {
    context: "memory",
    objects,
    failWith: (next) => void (fault = next),
    version: async () => "1.37.1",
    resources: async () => [],
    list,
    listMetadata: list,
    events: async () => [],
    get: async (id) => objects.get(objectKey(id)),
    apply: async (manifest) => {
      fault?.("apply", idOf(manifest));
      const before = objects.get(objectKey(idOf(manifest)));
      return store(merge(before, manifest) as Manifest, before?.metadata.uid ?? `uid-${version}`);
    },
    create: async (manifest) => {
      fault?.("create", idOf(manifest));
      return objects.has(objectKey(idOf(manifest))) ? undefined : store(manifest, `uid-${version}`);
    },
    replace: async (manifest) => {
      fault?.("replace", idOf(manifest));
      const before = objects.get(objectKey(idOf(manifest)));
      if (!before || before.metadata.resourceVersion !== manifest.metadata.resourceVersion) return undefined;
      return store(manifest, before.metadata.uid);
    },
    patch: async (id, patch) => {
      fault?.("patch", id);
      const before = objects.get(objectKey(id));
      return before && store(merge(before, patch) as Manifest, before.metadata.uid);
    },
    remove: async (id) => {
      fault?.("remove", id);
      return objects.delete(objectKey(id));
    },
  };
}

/** The error an API server gives that can't be reached. */
export function unreachableCluster(): HelmwrightError {
  return new HelmwrightError("KUBE_UNREACHABLE", "write to the cluster: it can't be reached");
}
