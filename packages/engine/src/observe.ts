import type { Cluster, LiveObject } from "@helmwright/core";

import { DEFINITION, FINGERPRINT, MANAGED_BY, NAMESPACE, PLATFORM, SECRET } from "./names.ts";
import { readState } from "./record.ts";
import type { State } from "./record.ts";

/** The newest revision of a release, by the metadata of its record. */
export interface ObservedRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  /** Helm's word. */
  readonly status: string;
  /** Present when the platform made this very revision. */
  readonly fingerprint: string | undefined;
  /** The platform of the newest revision that one made. */
  readonly platform: string | undefined;
  /** Name of the Secret that holds the record. */
  readonly record: string;
  /** Whether any revision was ever deployed. */
  readonly everDeployed: boolean;
  /** Names of all its records. */
  readonly records: readonly string[];
}

/** What the cluster has, as far as a plan needs it, read once. */
export interface Observed {
  readonly state: State | undefined;
  /** By `namespace/name`. */
  readonly releases: ReadonlyMap<string, ObservedRelease>;
  readonly namespaces: ReadonlyMap<string, LiveObject>;
  readonly crds: ReadonlyMap<string, LiveObject>;
  /** Secrets that the engine wrote, by `namespace/name`. */
  readonly secrets: ReadonlyMap<string, LiveObject>;
}

export async function observe(cluster: Cluster, id: string): Promise<Observed> {
  const [state, records, namespaces, crds, secrets] = await Promise.all([
    readState(cluster, id),
    cluster.listMetadata(SECRET, { labels: { owner: "helm" } }),
    cluster.listMetadata(NAMESPACE),
    cluster.listMetadata(DEFINITION),
    cluster.listMetadata(SECRET, { labels: MANAGED_BY }),
  ]);
  const byRelease = Map.groupBy(records, ({ metadata }) => `${metadata.namespace}/${metadata.labels?.["name"]}`);
  return {
    state,
    releases: new Map([...byRelease].map(([key, revisions]) => [key, newest(revisions)])),
    namespaces: byName(namespaces),
    crds: byName(crds),
    secrets: new Map(secrets.map((one) => [`${one.metadata.namespace}/${one.metadata.name}`, one])),
  };
}

function newest(records: readonly LiveObject[]): ObservedRelease {
  const revisionOf = ({ metadata }: LiveObject): number => Number(metadata.labels?.["version"] ?? 0);
  const ordered = records.toSorted((a, b) => revisionOf(b) - revisionOf(a));
  const [last] = ordered as [LiveObject, ...LiveObject[]];
  const { labels = {}, annotations = {}, name, namespace = "" } = last.metadata;
  return {
    name: labels["name"] ?? "",
    namespace,
    revision: revisionOf(last),
    status: labels["status"] ?? "unknown",
    fingerprint: annotations[FINGERPRINT],
    platform: ordered.map(({ metadata }) => metadata.annotations?.[PLATFORM]).find((one) => one !== undefined),
    record: name,
    everDeployed: ordered.some(
      ({ metadata }) => metadata.labels?.["status"] === "deployed" || metadata.labels?.["status"] === "superseded",
    ),
    records: ordered.map(({ metadata }) => metadata.name),
  };
}

function byName(objects: readonly LiveObject[]): ReadonlyMap<string, LiveObject> {
  return new Map(objects.map((one) => [one.metadata.name, one]));
}
