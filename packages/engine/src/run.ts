import { HelmwrightError } from "@helmwright/core";
import type { PlanStep, RunReport, StepFailure, StepResult } from "@helmwright/core";
import { holdLease } from "@helmwright/kube";
import type { HeldLease } from "@helmwright/kube";

import { CREATED, MANAGED_BY, NAMESPACE, SYSTEM_NAMESPACE } from "./names.ts";
import type { EnginePorts } from "./ports.ts";
import { runGraph } from "./run-graph.ts";

export interface StepRun {
  readonly steps: readonly PlanStep[];
  readonly signal: AbortSignal;
  /** Does one step; throws when it fails. */
  readonly perform: (step: PlanStep, onProgress: (doing: string) => void) => Promise<void>;
  readonly redact: (text: string) => string;
}

/** Takes the platform's lease, and ends what a dead run of it left running here. */
export async function takeLease({ cluster, host, emit }: EnginePorts, id: string): Promise<HeldLease> {
  await cluster.create({ ...NAMESPACE, metadata: { name: SYSTEM_NAMESPACE, labels: MANAGED_BY, annotations: { [CREATED]: "true" } } });
  const lease = await holdLease(cluster, {
    namespace: SYSTEM_NAMESPACE,
    name: `platform.${id}`,
    identity: host.identity,
    isDead: (identity) => host.isDead(identity),
  });
  const ended = await host.endOrphans();
  if (ended > 0)
    emit({ type: "warning", message: `ended ${ended} Helm ${ended === 1 ? "process" : "processes"} that an interrupted run had left` });
  return lease;
}

/** Runs the steps of a plan over their graph and tells how each went. */
export async function runSteps(
  { emit, cluster }: Pick<EnginePorts, "emit" | "cluster">,
  { steps, signal, perform, redact }: StepRun,
): Promise<readonly StepResult[]> {
  const nodes = steps.map((step) => ({ id: step.id, needs: step.needs.map((need) => need.step), step }));
  const outcomes = await runGraph(nodes, {
    signal,
    run: async ({ step }) => {
      const idle = step.action === "none" || step.action === "keep";
      const started = performance.now();
      const base = { step: step.id, component: step.component, action: step.action };
      if (idle) return { ok: true, result: { ...base, outcome: "unchanged" as const, milliseconds: 0 } };
      emit({ type: "step-started", step: step.id, component: step.component, doing: doingOf(step) });
      const onProgress = (doing: string): void => emit({ type: "step-progress", step: step.id, doing: redact(doing) });
      try {
        await perform(step, onProgress);
        const result: StepResult = { ...base, outcome: "done", milliseconds: Math.round(performance.now() - started) };
        emit({ type: "step-finished", result });
        return { ok: true, result };
      } catch (error) {
        const milliseconds = Math.round(performance.now() - started);
        const result: StepResult = { ...base, outcome: "failed", milliseconds, failure: await failureOf(error, cluster, signal, redact) };
        emit({ type: "step-finished", result });
        return { ok: false, result };
      }
    },
  });
  return steps.map((step): StepResult => {
    const outcome = outcomes.get(step.id);
    if (outcome?.state === "ran") return outcome.result;
    return {
      step: step.id,
      component: step.component,
      action: step.action,
      outcome: "not-started",
      milliseconds: 0,
      because: outcome?.because ?? "interrupted",
    };
  });
}

async function failureOf(
  error: unknown,
  cluster: EnginePorts["cluster"],
  signal: AbortSignal,
  redact: (text: string) => string,
): Promise<StepFailure> {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    if (reason instanceof HelmwrightError)
      return { code: reason.code, message: redact(reason.message), hint: reason.hint, subject: reason.subject, events: [] };
    return { code: "INTERRUPTED", message: "stopped in the middle; the next deploy recovers it", subject: {}, events: [] };
  }
  if (!(error instanceof HelmwrightError)) throw error;
  const { code, message, hint, subject } = error;
  const [, kind = "", namespace, name = ""] = /^(\S+) (?:([^/\s]+)\/)?(\S+)$/.exec(subject.object ?? "") ?? [];
  const events =
    name === ""
      ? []
      : await cluster
          .events({ apiVersion: "", kind, namespace, name })
          .catch((cause: unknown) => [`(its events can't be read: ${String(cause)})`]);
  return { code, message: redact(message), hint: hint === undefined ? undefined : redact(hint), subject, events: events.map(redact) };
}

function doingOf({ action, kind }: PlanStep): string {
  if (action === "remove") return "removing";
  if (kind === "release")
    return action === "install" ? "installing" : action === "adopt" ? "adopting" : action === "recover" ? "recovering" : "upgrading";
  return "writing";
}

export interface ReportParts {
  readonly plan: { readonly platform: { readonly name: string; readonly id: string }; readonly environment: string };
  readonly results: readonly StepResult[];
  readonly kept: RunReport["kept"];
  readonly warnings: readonly string[];
  readonly started: number;
  readonly interrupted: boolean;
}

export function makeReport({ plan, results, kept, warnings, started, interrupted }: ReportParts): RunReport {
  const failed = results.some(({ outcome }) => outcome === "failed" || outcome === "not-started");
  const outcome = interrupted ? "interrupted" : failed ? "failed" : results.some((one) => one.outcome === "done") ? "done" : "unchanged";
  return {
    version: 1,
    platform: plan.platform,
    environment: plan.environment,
    outcome,
    results,
    kept,
    warnings,
    milliseconds: Math.round(performance.now() - started),
  };
}
