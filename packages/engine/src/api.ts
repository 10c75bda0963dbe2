import type { ClusterTarget, Composition, EventSink, Manifest, PlanDocument, RunReport } from "@helmwright/core";
import type { ToolEvent } from "@helmwright/sandbox";

export interface ConnectOptions {
  readonly environment: string;
  /** Identity of the platform beyond its name: releases of another id are never touched. */
  readonly id: string;
  /** Receives progress. Default: none. */
  readonly onEvent?: EventSink | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The cluster, in place of the environment's own target; needed where that is the sandbox. */
  readonly target?: ClusterTarget | undefined;
  /** Receives progress of getting Helm. Default: none. */
  readonly onTool?: ((event: ToolEvent) => void) | undefined;
  /** Called once before anything is changed: the sandbox learns here which custom resources it has to make ready. */
  readonly prepare?: ((composition: Composition) => Promise<void>) | undefined;
  /** Instances to deal with, with what they need. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** Directory that secret files are relative to. Default: the working directory. */
  readonly directory?: string | undefined;
  /** Chart mirrors, before the official repositories. Default: `defaultMirrors()` of `@helmwright/charts`. */
  readonly mirrors?: readonly string[] | undefined;
  /** Releases that are changed at the same time. Default: 6. */
  readonly concurrency?: number | undefined;
  /** Milliseconds a step may take until it has failed. Default: 5 minutes. */
  readonly timeout?: number | undefined;
}

export interface DeployOptions {
  /** Every release must exist already. Default: false. */
  readonly installed?: boolean | undefined;
  /** A plan that was reviewed: the deploy refuses with `PLAN_STALE` when it would do anything else. Default: none. */
  readonly reviewed?: PlanDocument | undefined;
}

export interface DestroyOptions {
  /** Removes data too: volumes, generated secrets. Default: false. */
  readonly data?: boolean | undefined;
}

/** One release as the cluster has it. */
export interface ReleaseStatus {
  readonly component: string;
  /** `namespace/name`. */
  readonly release: string;
  /** Helm's own word (`deployed`, `pending-upgrade`), or `absent`. */
  readonly status: string;
  readonly revision: number;
  readonly chart: string | undefined;
  readonly updated: string | undefined;
  readonly ready: boolean;
  /** What is not ready, and why. */
  readonly problems: readonly string[];
}

/** One object that a deploy would change. Values of Secrets are hidden. */
export interface ObjectDiff {
  readonly step: string;
  readonly component: string;
  /** `Kind namespace/name`. */
  readonly object: string;
  /** Absent when it is new. */
  readonly before: Manifest | undefined;
  /** Absent when it goes. */
  readonly after: Manifest | undefined;
}

/** A platform in one environment, connected to its cluster. `close` it. */
export interface Connection {
  plan(): Promise<PlanDocument>;
  diff(): Promise<readonly ObjectDiff[]>;
  deploy(options?: DeployOptions): Promise<RunReport>;
  destroy(options?: DestroyOptions): Promise<RunReport>;
  status(): Promise<readonly ReleaseStatus[]>;
  /** The platform as it is composed for this cluster. */
  composition(): Promise<Composition>;
  close(): Promise<void>;
}

export interface RenderPlatformOptions {
  readonly environment: string;
  readonly only?: readonly string[] | undefined;
  readonly mirrors?: readonly string[] | undefined;
  /** Directory of the platform file, beside whose checkout a mirror may lie. Default: the working directory. */
  readonly directory?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onTool?: ConnectOptions["onTool"];
  /** Version of the API server the manifests are for. Default: the sandbox's. */
  readonly kubernetes?: string | undefined;
}

/** One document of a rendered platform. */
export interface RenderedDocument {
  readonly step: string;
  readonly component: string;
  /** YAML. A Secret of the engine's is a comment: its values never leave the deploying process. */
  readonly text: string;
}
