import type { Subject } from "./error.ts";

/** What a step of a plan is about. Its id is `<kind> <name>`: `release cert-manager/cert-manager`, `namespace dex`. */
export type StepKind = "namespace" | "crds" | "secrets" | "release";

/**
 * `adopt`: a release that something else installed is taken over as it stands. `recover`: a release was left in the middle
 * of a change. `keep`: it is no longer wanted and stays all the same, for the reason given.
 */
export type StepAction = "install" | "upgrade" | "adopt" | "recover" | "none" | "remove" | "keep";

export interface ValueChange {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
}

export interface ObjectChange {
  /** `Kind namespace/name`. */
  readonly object: string;
  readonly change: "added" | "removed" | "changed";
  /** Paths of changed fields; empty for a whole object. */
  readonly fields: readonly string[];
}

export interface PlanStep {
  readonly id: string;
  readonly kind: StepKind;
  /** Instance name in the platform. */
  readonly component: string;
  readonly action: StepAction;
  /** Why, in sentences without a full stop. Never empty unless the action is `none`. */
  readonly reasons: readonly string[];
  readonly chart?: { readonly name: string; readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
  readonly values: readonly ValueChange[];
  readonly objects: readonly ObjectChange[];
  /** Ids of the steps that come first, with the reason. */
  readonly needs: readonly { readonly step: string; readonly why: string }[];
}

/** A plan, as `--json` prints it. It holds no secrets, colours or functions. */
export interface PlanDocument {
  readonly version: 1;
  readonly platform: { readonly name: string; readonly id: string };
  readonly environment: string;
  /** The cluster, as its kubeconfig context, and the version of its API server. */
  readonly target: { readonly context: string; readonly kubernetes: string };
  /** In an order in which they can be done. */
  readonly steps: readonly PlanStep[];
  readonly warnings: readonly string[];
}

export interface StepFailure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly subject: Subject;
  /** What the cluster says of the failing object, newest last. */
  readonly events: readonly string[];
}

export interface StepResult {
  readonly step: string;
  readonly component: string;
  readonly action: StepAction;
  /** `not-started`: something it needs failed, or the run was stopped. */
  readonly outcome: "done" | "unchanged" | "failed" | "not-started";
  readonly milliseconds: number;
  readonly failure?: StepFailure | undefined;
  /** For `not-started`: the failed step it needs, or `interrupted`. */
  readonly because?: string | undefined;
}

/** What a deploy or a destroy did, as `--json` prints it. */
export interface RunReport {
  readonly version: 1;
  readonly platform: { readonly name: string; readonly id: string };
  readonly environment: string;
  readonly outcome: "done" | "unchanged" | "failed" | "interrupted";
  readonly results: readonly StepResult[];
  /** What stays in the cluster although it was removed from the platform, as `Kind namespace/name`, with the reason. */
  readonly kept: readonly { readonly object: string; readonly why: string }[];
  readonly warnings: readonly string[];
  readonly milliseconds: number;
}
