import type { Subject } from "@helmwright/core";
import { chartFlags, type ChartOptions, valuesInput, type ValuesOptions } from "./chart-options.ts";
import { duration, type FlagValue, listItem } from "./flags.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";
import { postRendererCommand, type PostRendererOptions } from "./post-renderer.ts";
import { type Release, releaseSchema } from "./release.ts";

/** What Helm waits for: everything (`watcher`, or `legacy` as in Helm 3), or hooks alone. */
export type WaitStrategy = "watcher" | "legacy" | "hookOnly";

export interface WaitOptions {
  /** Default `hookOnly`. */
  readonly wait?: WaitStrategy | undefined;
  /** Waits for Jobs too. Default false. */
  readonly waitForJobs?: boolean | undefined;
  /** Milliseconds for each single operation, hooks among them. Default 300 000. */
  readonly timeout?: number | undefined;
}

export interface ApplyOptions extends WaitOptions {
  /** Runs no hooks. Default false. */
  readonly noHooks?: boolean | undefined;
  /** `server` asks the cluster, `client` does not; neither changes it. Default `none`. */
  readonly dryRun?: "none" | "client" | "server" | undefined;
  /** Uses server-side apply. Default true on install; what the release used before on upgrade and rollback. */
  readonly serverSide?: boolean | undefined;
  /** Takes fields over from other field managers. Default false. */
  readonly forceConflicts?: boolean | undefined;
  /** Replaces objects that can't be patched. Default false. */
  readonly forceReplace?: boolean | undefined;
  /** Text for the release's history. */
  readonly description?: string | undefined;
}

export interface InstallOptions extends CallOptions, ChartOptions, ValuesOptions, ApplyOptions, PostRendererOptions {
  /** Default: the context's namespace. */
  readonly namespace?: string | undefined;
  /** Default false. */
  readonly createNamespace?: boolean | undefined;
  /** Leaves the chart's `crds/` alone. Default false. */
  readonly skipCrds?: boolean | undefined;
  /** Removes (install) or rolls back (upgrade) when it fails. Default false. */
  readonly rollbackOnFailure?: boolean | undefined;
  /** Takes over objects that belong to nobody or to another release. Default false. */
  readonly takeOwnership?: boolean | undefined;
  /** Skips the check against the cluster's OpenAPI schema. Default false. */
  readonly disableOpenapiValidation?: boolean | undefined;
  /** Updates a chart folder's dependencies first. Default false. */
  readonly dependencyUpdate?: boolean | undefined;
  /** Lets templates resolve names by DNS. Default false. */
  readonly enableDns?: boolean | undefined;
  /** Labels of the release record. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

export interface UpgradeOptions extends InstallOptions {
  /** Installs when there is no such release. Default false. */
  readonly install?: boolean | undefined;
  /** Where the values of the last revision go: dropped (`reset`), the base (`reuse`), or the base over new defaults (`resetThenReuse`). Default `reset`. */
  readonly oldValues?: "reset" | "reuse" | "resetThenReuse" | undefined;
  /** Removes objects that a failed upgrade has created. Default false. */
  readonly cleanupOnFail?: boolean | undefined;
  /** Revisions kept; 0 keeps all. Default 10. */
  readonly historyMax?: number | undefined;
}

export interface RollbackOptions extends CallOptions, ApplyOptions {
  readonly namespace?: string | undefined;
  /** Revision to go back to. Default: the one before. */
  readonly revision?: number | undefined;
  readonly cleanupOnFail?: boolean | undefined;
  /** Revisions kept; 0 keeps all. Default 10. */
  readonly historyMax?: number | undefined;
}

export interface UninstallOptions extends CallOptions, Pick<WaitOptions, "wait" | "timeout"> {
  readonly namespace?: string | undefined;
  /** Keeps the release's records. Default false. */
  readonly keepHistory?: boolean | undefined;
  readonly noHooks?: boolean | undefined;
  /** Changes nothing. Default false. */
  readonly dryRun?: boolean | undefined;
  /** How dependants are deleted. Default `background`. */
  readonly cascade?: "background" | "orphan" | "foreground" | undefined;
  readonly description?: string | undefined;
  /** A release that isn't there is no error. Default false. */
  readonly ignoreNotFound?: boolean | undefined;
}

export interface ReleaseOperations {
  /** Installs a chart (path, `repository/name`, `oci://…`) as a new release. */
  install(release: string, chart: string, options?: InstallOptions): Promise<Release>;
  /** Upgrades a release. Old values are dropped unless `oldValues` says otherwise: Helm alone would reuse them when none are given. */
  upgrade(release: string, chart: string, options?: UpgradeOptions): Promise<Release>;
  /** Goes back to an older revision, as a new revision. */
  rollback(release: string, options?: RollbackOptions): Promise<void>;
  /** Removes a release and its objects. */
  uninstall(release: string, options?: UninstallOptions): Promise<void>;
}

export function releaseSubject(release: string, namespace: string | undefined): Subject {
  return { release: namespace === undefined ? release : `${namespace}/${release}` };
}

function waitFlags(options: WaitOptions): Record<string, FlagValue> {
  return { "--wait": options.wait, "--wait-for-jobs": options.waitForJobs, "--timeout": duration(options.timeout) };
}

function applyFlags(options: ApplyOptions): Record<string, FlagValue> {
  return {
    ...waitFlags(options),
    "--no-hooks": options.noHooks,
    "--dry-run": options.dryRun,
    "--server-side": options.serverSide === undefined ? undefined : String(options.serverSide),
    "--force-conflicts": options.forceConflicts,
    "--force-replace": options.forceReplace,
    "--description": options.description,
  };
}

function installFlags(options: InstallOptions): Record<string, FlagValue> {
  const labels = Object.entries(options.labels ?? {}).map(([key, value]) => listItem(`${key}=${value}`));
  return {
    ...chartFlags(options),
    ...applyFlags(options),
    "--namespace": options.namespace,
    "--create-namespace": options.createNamespace,
    "--skip-crds": options.skipCrds,
    "--rollback-on-failure": options.rollbackOnFailure,
    "--take-ownership": options.takeOwnership,
    "--disable-openapi-validation": options.disableOpenapiValidation,
    "--dependency-update": options.dependencyUpdate,
    "--enable-dns": options.enableDns,
    "--labels": labels.length === 0 ? undefined : labels.join(","),
    "--output": "json",
  };
}

const OLD_VALUES = { reset: "--reset-values", reuse: "--reuse-values", resetThenReuse: "--reset-then-reuse-values" } as const;

export function createReleaseOperations(runner: HelmRunner): ReleaseOperations {
  async function apply(
    verb: "install" | "upgrade",
    [release, chart]: readonly [string, string],
    options: UpgradeOptions,
  ): Promise<Release> {
    const values = valuesInput(options);
    const postRenderer = await postRendererCommand(options, runner.homeDir);
    const upgrade: Record<string, FlagValue> =
      verb === "install"
        ? {}
        : {
            "--install": options.install,
            [OLD_VALUES[options.oldValues ?? "reset"]]: true,
            "--cleanup-on-fail": options.cleanupOnFail,
            "--history-max": options.historyMax,
          };
    return runner.json(
      {
        verb: [verb],
        flags: { ...installFlags(options), ...values.flags, ...upgrade, ...postRenderer.flags },
        operands: [release, chart],
        input: values.input,
        env: postRenderer.env,
        doing: `${verb} release ${releaseSubject(release, options.namespace).release}`,
        subject: releaseSubject(release, options.namespace),
        call: options,
      },
      releaseSchema,
    );
  }

  return {
    install: (release, chart, options = {}) => apply("install", [release, chart], options),
    upgrade: (release, chart, options = {}) => apply("upgrade", [release, chart], options),
    rollback: async (release, options = {}) => {
      const { namespace, revision, cleanupOnFail, historyMax } = options;
      await runner.run({
        verb: ["rollback"],
        flags: { ...applyFlags(options), "--namespace": namespace, "--cleanup-on-fail": cleanupOnFail, "--history-max": historyMax },
        operands: [release, ...(revision === undefined ? [] : [String(revision)])],
        doing: `roll back release ${releaseSubject(release, namespace).release}`,
        subject: releaseSubject(release, namespace),
        call: options,
      });
    },
    uninstall: async (release, options = {}) => {
      const { namespace } = options;
      await runner.run({
        verb: ["uninstall"],
        flags: {
          ...waitFlags({ wait: options.wait, timeout: options.timeout }),
          "--namespace": namespace,
          "--keep-history": options.keepHistory,
          "--no-hooks": options.noHooks,
          "--dry-run": options.dryRun,
          "--cascade": options.cascade,
          "--description": options.description,
          "--ignore-not-found": options.ignoreNotFound,
        },
        operands: [release],
        doing: `uninstall release ${releaseSubject(release, namespace).release}`,
        subject: releaseSubject(release, namespace),
        call: options,
      });
    },
  };
}
