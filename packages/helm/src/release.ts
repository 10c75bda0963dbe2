import { z } from "zod";

/** Helm's own words for a release's state. */
export const RELEASE_STATUSES = [
  "unknown",
  "deployed",
  "uninstalled",
  "superseded",
  "failed",
  "uninstalling",
  "pending-install",
  "pending-upgrade",
  "pending-rollback",
] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** A chart as a release remembers it. */
export interface ReleaseChart {
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string | undefined;
}

/** One run of a hook. Times are RFC 3339. */
export interface ReleaseHook {
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly manifest: string;
  readonly events: readonly string[];
  readonly weight: number;
  readonly deletePolicies: readonly string[];
  readonly lastRun: { readonly phase: string; readonly startedAt?: string | undefined; readonly completedAt?: string | undefined };
}

/** One revision of a release. Times are RFC 3339. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly status: ReleaseStatus;
  readonly description: string;
  readonly notes: string;
  readonly firstDeployed?: string | undefined;
  readonly lastDeployed?: string | undefined;
  /** Absent where Helm does not tell it (`status`). */
  readonly chart?: ReleaseChart | undefined;
  /** The values given by the user. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly manifest: string;
  readonly hooks: readonly ReleaseHook[];
  /** `ssa` for server-side apply, `csa` for client-side apply. */
  readonly applyMethod?: string | undefined;
}

export const releaseStatusSchema: z.ZodType<ReleaseStatus> = z.enum(RELEASE_STATUSES);

const hookSchema = z
  .object({
    name: z.string(),
    kind: z.string(),
    path: z.string(),
    manifest: z.string(),
    events: z.array(z.string()).nullish(),
    weight: z.int().nullish(),
    delete_policies: z.array(z.string()).nullish(),
    last_run: z.object({ phase: z.string(), started_at: z.string().nullish(), completed_at: z.string().nullish() }),
  })
  .transform((hook): ReleaseHook => ({
    name: hook.name,
    kind: hook.kind,
    path: hook.path,
    manifest: hook.manifest,
    events: hook.events ?? [],
    weight: hook.weight ?? 0,
    deletePolicies: hook.delete_policies ?? [],
    lastRun: {
      phase: hook.last_run.phase,
      startedAt: hook.last_run.started_at ?? undefined,
      completedAt: hook.last_run.completed_at ?? undefined,
    },
  }));

/** Reads what `-o json` of install, upgrade and status prints. */
export const releaseSchema: z.ZodType<Release> = z
  .object({
    name: z.string(),
    namespace: z.string(),
    version: z.int(),
    info: z.object({
      status: releaseStatusSchema,
      description: z.string().nullish(),
      notes: z.string().nullish(),
      first_deployed: z.string().nullish(),
      last_deployed: z.string().nullish(),
    }),
    chart: z.object({ metadata: z.object({ name: z.string(), version: z.string(), appVersion: z.string().nullish() }) }).nullish(),
    config: z.record(z.string(), z.unknown()).nullish(),
    manifest: z.string().nullish(),
    hooks: z.array(hookSchema).nullish(),
    apply_method: z.string().nullish(),
  })
  .transform(({ name, namespace, version, info, chart, config, manifest, hooks, apply_method: applyMethod }): Release => ({
    name,
    namespace,
    revision: version,
    status: info.status,
    description: info.description ?? "",
    notes: info.notes ?? "",
    firstDeployed: info.first_deployed ?? undefined,
    lastDeployed: info.last_deployed ?? undefined,
    chart:
      chart === null || chart === undefined
        ? undefined
        : { name: chart.metadata.name, version: chart.metadata.version, appVersion: chart.metadata.appVersion ?? undefined },
    values: config ?? {},
    manifest: manifest ?? "",
    hooks: hooks ?? [],
    applyMethod: applyMethod ?? undefined,
  }));
