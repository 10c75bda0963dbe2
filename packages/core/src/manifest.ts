/** JSON as Kubernetes takes it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export interface ManifestMetadata {
  readonly name: string;
  /** Absent on cluster-scoped objects; on namespaced ones absent means the namespace of the release. */
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** A Kubernetes object as it is written: the type meta, the metadata, and whatever its kind has. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** Names one object. `apiVersion` is `group/version`, or `v1` for the core group. */
export interface ObjectId {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** The API group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

export function objectIdOf({ apiVersion, kind, metadata }: Manifest): ObjectId {
  return { apiVersion, kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}

/** `Kind namespace/name`, as errors and plans print it. */
export function formatObject({ kind, namespace, name }: ObjectId): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** A key that is equal for two writings of one object in different versions of its API group. */
export function objectKey({ apiVersion, kind, namespace, name }: ObjectId): string {
  return `${groupOf(apiVersion)}/${kind}/${namespace ?? ""}/${name}`;
}
