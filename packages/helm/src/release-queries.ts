import { z } from "zod";
import type { FlagValue } from "./flags.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";
import { type Release, releaseSchema, type ReleaseStatus, releaseStatusSchema } from "./release.ts";
import { releaseSubject } from "./release-operations.ts";
import { type RenderedManifests, splitManifests } from "./rendered-manifests.ts";

export interface ListOptions extends CallOptions {
  /** Default: the context's namespace. */
  readonly namespace?: string | undefined;
  /** Default false. */
  readonly allNamespaces?: boolean | undefined;
  /** Only releases whose last revision has one of these states. Default: all. */
  readonly statuses?: readonly ("deployed" | "failed" | "pending" | "superseded" | "uninstalled" | "uninstalling")[] | undefined;
  /** Regular expression (Go syntax) on names. */
  readonly filter?: string | undefined;
  /** Label selector on the release records. */
  readonly selector?: string | undefined;
  /** Most releases to return. Default: no limit. */
  readonly max?: number | undefined;
}

/** The last revision of a release, as `helm list` tells it. `updated` is RFC 3339; `chart` is name and version in one. */
export interface ListedRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly updated: string;
  readonly status: ReleaseStatus;
  readonly chart: string;
  readonly appVersion: string;
}

/** One entry of a release's history, oldest first. */
export interface HistoryEntry {
  readonly revision: number;
  readonly updated: string;
  readonly status: ReleaseStatus;
  readonly chart: string;
  readonly appVersion: string;
  readonly description: string;
}

export interface ReleaseMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: ReleaseStatus;
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string;
  readonly deployedAt: string;
  readonly applyMethod?: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

export interface RevisionOptions extends CallOptions {
  readonly namespace?: string | undefined;
  /** Default: the last one. */
  readonly revision?: number | undefined;
}

export interface ReleaseQueries {
  list(options?: ListOptions): Promise<readonly ListedRelease[]>;
  /** One revision; `undefined` when there is no such release. */
  status(release: string, options?: RevisionOptions): Promise<Release | undefined>;
  /** All revisions kept; empty when there is no such release. */
  history(
    release: string,
    options?: CallOptions & { readonly namespace?: string | undefined; readonly max?: number | undefined },
  ): Promise<readonly HistoryEntry[]>;
  readonly get: ReleaseGetters;
}

export interface ReleaseGetters {
  /** The values given by the user; with `all`, merged with the chart's defaults. */
  values(release: string, options?: RevisionOptions & { readonly all?: boolean | undefined }): Promise<Readonly<Record<string, unknown>>>;
  /** The objects of a revision, hooks not among them. */
  manifest(release: string, options?: RevisionOptions): Promise<RenderedManifests>;
  hooks(release: string, options?: RevisionOptions): Promise<RenderedManifests>;
  metadata(release: string, options?: RevisionOptions): Promise<ReleaseMetadata>;
  notes(release: string, options?: RevisionOptions): Promise<string>;
  /** All of the above, from one moment each. */
  all(release: string, options?: RevisionOptions): Promise<ReleaseDetails>;
}

export interface ReleaseDetails {
  readonly metadata: ReleaseMetadata;
  readonly values: Readonly<Record<string, unknown>>;
  readonly computedValues: Readonly<Record<string, unknown>>;
  readonly manifest: RenderedManifests;
  readonly hooks: RenderedManifests;
  readonly notes: string;
}

/** `history` takes 0 for none, unlike `list`. */
const EVERY_REVISION = 2 ** 31 - 1;
const GO_RFC3339 = "2006-01-02T15:04:05.999999999Z07:00";

const listSchema: z.ZodType<readonly ListedRelease[]> = z.array(
  z
    .object({
      name: z.string(),
      namespace: z.string(),
      revision: z.coerce.number().int(),
      updated: z.string(),
      status: releaseStatusSchema,
      chart: z.string(),
      app_version: z.string(),
    })
    .transform(({ app_version: appVersion, ...rest }) => ({ ...rest, appVersion })),
);

const historySchema: z.ZodType<readonly HistoryEntry[]> = z.array(
  z
    .object({
      revision: z.int(),
      updated: z.string(),
      status: releaseStatusSchema,
      chart: z.string(),
      app_version: z.string(),
      description: z.string(),
    })
    .transform(({ app_version: appVersion, ...rest }) => ({ ...rest, appVersion })),
);

const metadataSchema: z.ZodType<ReleaseMetadata> = z
  .object({
    name: z.string(),
    namespace: z.string(),
    revision: z.int(),
    status: releaseStatusSchema,
    chart: z.string(),
    version: z.string(),
    appVersion: z.string().nullish(),
    deployedAt: z.string().nullish(),
    applyMethod: z.string().nullish(),
    labels: z.record(z.string(), z.string()).nullish(),
  })
  .transform((given) => ({
    ...given,
    appVersion: given.appVersion ?? "",
    deployedAt: given.deployedAt ?? "",
    applyMethod: given.applyMethod ?? undefined,
    labels: given.labels ?? {},
  }));

const valuesSchema: z.ZodType<Readonly<Record<string, unknown>>> = z
  .record(z.string(), z.unknown())
  .nullable()
  .transform((values) => values ?? {});

/** A regular expression for exactly this name; release names have no other special characters. */
function exactly(name: string): string {
  return `^${name.replaceAll(".", "\\.")}$`;
}

export function createReleaseQueries(runner: HelmRunner): ReleaseQueries {
  async function list(options: ListOptions = {}): Promise<readonly ListedRelease[]> {
    const statuses = Object.fromEntries((options.statuses ?? []).map((status) => [`--${status}`, true]));
    return runner.json(
      {
        verb: ["list"],
        flags: {
          "--namespace": options.namespace,
          "--all-namespaces": options.allNamespaces,
          "--filter": options.filter,
          "--selector": options.selector,
          "--max": options.max ?? 0,
          "--time-format": GO_RFC3339,
          "--output": "json",
          ...statuses,
        },
        doing: "list releases",
        call: options,
      },
      listSchema,
    );
  }

  /** Helm says only by text that a release is missing; its list says it by structure. */
  async function unlessMissing<T>(release: string, options: RevisionOptions, query: () => Promise<T>): Promise<T | undefined> {
    try {
      return await query();
    } catch (error) {
      const { namespace, signal, env, onSpawn } = options;
      const found = await list({ namespace, signal, env, onSpawn, filter: exactly(release) }).catch(() => undefined);
      if (found?.length === 0) return undefined;
      throw error;
    }
  }

  function command(verb: readonly string[], [release, options]: readonly [string, RevisionOptions], more: Record<string, FlagValue> = {}) {
    return {
      verb,
      flags: { "--namespace": options.namespace, "--revision": options.revision, ...more },
      operands: [release],
      doing: `${verb.join(" ")} of release ${releaseSubject(release, options.namespace).release}`,
      subject: releaseSubject(release, options.namespace),
      call: options,
    };
  }

  const json = { "--output": "json" };
  const get: ReleaseGetters = {
    values: (release, options = {}) =>
      runner.json(command(["get", "values"], [release, options], { "--all": options.all, ...json }), valuesSchema),
    manifest: async (release, options = {}) => splitManifests(await runner.run(command(["get", "manifest"], [release, options]))),
    hooks: async (release, options = {}) => splitManifests(await runner.run(command(["get", "hooks"], [release, options]))),
    metadata: (release, options = {}) => runner.json(command(["get", "metadata"], [release, options], json), metadataSchema),
    notes: async (release, options = {}) => (await runner.json(command(["status"], [release, options], json), releaseSchema)).notes,
    all: async (release, options = {}) => {
      const metadata = await get.metadata(release, options);
      const pinned = { ...options, revision: metadata.revision };
      const [values, computedValues, manifest, hooks, notes] = await Promise.all([
        get.values(release, pinned),
        get.values(release, { ...pinned, all: true }),
        get.manifest(release, pinned),
        get.hooks(release, pinned),
        get.notes(release, pinned),
      ]);
      return { metadata, values, computedValues, manifest, hooks, notes };
    },
  };

  return {
    list,
    status: (release, options = {}) =>
      unlessMissing(release, options, () => runner.json(command(["status"], [release, options], json), releaseSchema)),
    history: async (release, options = {}) =>
      (await unlessMissing(release, options, () =>
        runner.json(command(["history"], [release, options], { "--max": options.max ?? EVERY_REVISION, ...json }), historySchema),
      )) ?? [],
    get,
  };
}
