import type { ChartPin } from "./chart-pin.ts";
import type { Manifest, ManifestMetadata, ObjectId } from "./manifest.ts";

/** A kind that an API server has. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

export interface LiveMetadata extends ManifestMetadata {
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation?: number | undefined;
  readonly creationTimestamp?: string | undefined;
  readonly deletionTimestamp?: string | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[] | undefined;
}

/** An object as the API server gives it. */
export interface LiveObject extends Manifest {
  readonly metadata: LiveMetadata;
}

export interface KindId {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface ListOptions {
  /** Default: all namespaces. */
  readonly namespace?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** A Kubernetes API server. Every call throws `HelmwrightError` with a code that begins with `KUBE_`. */
export interface Cluster {
  /** Kubeconfig context it was reached by. */
  readonly context: string;
  /** Version without `v`. */
  version(): Promise<string>;
  /** Every kind it has now. Partial when an aggregated API doesn't answer. */
  resources(): Promise<readonly ApiResource[]>;
  get(id: ObjectId): Promise<LiveObject | undefined>;
  /** Empty when the cluster doesn't have the kind. */
  list(kind: KindId, options?: ListOptions): Promise<readonly LiveObject[]>;
  /** Like `list`, with type and metadata only: small, and free of secrets. */
  listMetadata(kind: KindId, options?: ListOptions): Promise<readonly LiveObject[]>;
  /** Server-side apply. Without `force`, a field of another manager is `KUBE_CONFLICT`. */
  apply(
    manifest: Manifest,
    options: { readonly manager: string; readonly force?: boolean; readonly dryRun?: boolean },
  ): Promise<LiveObject>;
  /** Undefined when it exists already. */
  create(manifest: Manifest): Promise<LiveObject | undefined>;
  /** Undefined when it has changed since it was read. */
  replace(manifest: LiveObject): Promise<LiveObject | undefined>;
  /** JSON merge patch; undefined when the object doesn't exist. */
  patch(id: ObjectId, patch: Readonly<Record<string, unknown>>): Promise<LiveObject | undefined>;
  /** False when it wasn't there. Dependents go in the background; returns before they have gone. */
  remove(id: ObjectId): Promise<boolean>;
  /** What the cluster reports of an object, newest last, at most ten lines. */
  events(id: ObjectId): Promise<readonly string[]>;
}

/** A chart's bytes on this machine, checked against the pin's digest. */
export interface ResolvedChart {
  /** A directory or archive that Helm takes. */
  readonly path: string;
  /** What is in the `crds/` of the chart, and of those of its subcharts that the values switch on. */
  crds(values: Readonly<Record<string, unknown>>): Promise<readonly Manifest[]>;
  /** Whether a template of it asks which API versions the cluster has, so that rendering depends on them. */
  mentionsApiVersions(): Promise<boolean>;
}

export interface ChartSource {
  /** Throws `CHART_…` before any byte of an unexpected chart is used. */
  resolve(pin: ChartPin, options?: { readonly signal?: AbortSignal | undefined }): Promise<ResolvedChart>;
  /** Path of the chart that carries objects as data, under the values key `objects`. */
  resourceChart(): Promise<string>;
}

export interface RenderRequest {
  readonly release: string;
  readonly namespace: string;
  readonly chart: string;
  /** Tree digest of the chart. */
  readonly digest: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Without `v`. */
  readonly kubernetes: string;
  /** What `.Capabilities.APIVersions` has beyond Helm's own: `group/version` and `group/version/Kind`. */
  readonly apiVersions: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

export interface Rendered {
  /** Whether the chart wrote fields without a value; they are not in the objects here. */
  readonly nulls: boolean;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
}

export interface ReleaseRequest {
  readonly release: string;
  readonly namespace: string;
  readonly chart: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Null fields are taken out of the objects before they are applied. */
  readonly pruneNulls: boolean;
  readonly clientSideApply: boolean;
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** The Helm client, as far as the engine needs it. */
export interface HelmRunner {
  render(request: RenderRequest): Promise<Rendered>;
  /** Installs or upgrades, and waits for hooks only. */
  upgrade(request: ReleaseRequest): Promise<void>;
  /** Throws `HELM_…`; a release that isn't there is no error. */
  uninstall(request: {
    readonly release: string;
    readonly namespace: string;
    readonly timeout: number;
    readonly signal?: AbortSignal | undefined;
  }): Promise<void>;
}

/** What a Helm release record says, as far as a plan needs it. */
export interface StoredRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: string;
  readonly chart: { readonly name: string; readonly version: string };
  readonly values: Readonly<Record<string, unknown>>;
  readonly manifests: readonly Manifest[];
  readonly hooks: readonly Manifest[];
  readonly updated: string | undefined;
}

/** Helm's release records (https://helm.sh/docs/topics/advanced/#storage-backends), in Secrets. */
export interface ReleaseRecords {
  decode(secret: LiveObject): Promise<StoredRelease>;
  /** The record with status `failed`, in the payload and in the label, so that Helm goes on from it. */
  markFailed(secret: LiveObject): Promise<LiveObject>;
}

/** This machine and this process, as far as the engine needs them. */
export interface Host {
  env(variable: string): string | undefined;
  /** Relative to the platform's directory. Throws when it can't be read. */
  readFile(path: string): Promise<string>;
  /** Who runs this, for the lease and the record: `ada@laptop (process 4711)`. */
  readonly identity: string;
  /** Whether a holder of a lease was a process of this machine that has gone. */
  isDead(identity: string): boolean;
  /** Ends what an earlier run of this platform left running on this machine; tells how many processes. */
  endOrphans(): Promise<number>;
  /** The commit the platform was deployed from, when there is one. */
  commit(): Promise<string | undefined>;
}
