import type { Cluster, LiveObject } from "@helmwright/core";

/** Kinds that come and go by themselves, or that only restate others. */
const PASSING = new Set([
  "Event",
  "Lease",
  "EndpointSlice",
  "Endpoints",
  "Pod",
  "ControllerRevision",
  "ReplicaSet",
  "PodMetrics",
  "NodeMetrics",
  "ComponentStatus",
  "IPAddress",
]);

/** Every lasting object of a cluster, cluster-scoped ones included, by `group/Kind namespace/name`, as comparable text. */
export async function snapshotCluster(cluster: Cluster): Promise<ReadonlyMap<string, string>> {
  const resources = (await cluster.resources()).filter(
    ({ verbs, kind, group }) => verbs.includes("list") && !PASSING.has(kind) && group !== "kwok.x-k8s.io",
  );
  const preferred = new Map(resources.toReversed().map((one) => [`${one.group}/${one.kind}`, one]));
  const lists = await Promise.all(
    [...preferred.values()].map(({ group, version, kind }) =>
      cluster.list({ apiVersion: group === "" ? version : `${group}/${version}`, kind }),
    ),
  );
  const entries = lists.flat().map((object) => [keyOf(object), JSON.stringify(comparable(object))] as const);
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function keyOf({ apiVersion, kind, metadata: { namespace, name } }: LiveObject): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "core";
  return `${group}/${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** Counters, and fingerprints of secrets, which are keyed anew for each life of a platform. */
const PASSING_ANNOTATIONS = new Set(["deployment.kubernetes.io/revision", "helmwright.dev/fingerprint"]);

/** What two deploys of the same inputs must agree in: not who wrote when, not status, and not what a server or a random draw fills in. */
function comparable({ metadata, status: _status, ...object }: LiveObject): unknown {
  const { labels = {}, annotations = {}, finalizers = [] } = metadata;
  const kept = Object.fromEntries(Object.entries(annotations).filter(([key]) => !PASSING_ANNOTATIONS.has(key)));
  if (object.kind === "Secret") return { labels, annotations: kept, keys: Object.keys((object["data"] ?? {}) as object).toSorted() };
  return sorted({ ...withoutAssigned(object), labels, annotations: kept, finalizers });
}

/** Fields that the API server draws for each object anew. */
const ASSIGNED = new Set([
  "clusterIP",
  "clusterIPs",
  "nodePort",
  "healthCheckNodePort",
  "volumeName",
  "uid",
  "resourceVersion",
  "caBundle",
]);

function withoutAssigned(value: unknown): Readonly<Record<string, unknown>> {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).flatMap(([key, inner]) => (ASSIGNED.has(key) ? [] : [[key, walk(inner)]])));
  };
  return walk(value) as Readonly<Record<string, unknown>>;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** What differs between two snapshots, one line each. */
export function snapshotDifferences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)];
    if (a === b) return [];
    return [a === undefined ? `added ${key}` : b === undefined ? `removed ${key}` : `changed ${key}`];
  });
}
