import { randomBytes } from "node:crypto";

import { HelmwrightError } from "@helmwright/core";
import type { Composition, PlanDocument, PlanStep, RunReport } from "@helmwright/core";
import { canonical } from "@helmwright/plan";

import type { DeployOptions } from "./api.ts";
import { applyStep } from "./apply-step.ts";
import type { ApplyContext } from "./apply-step.ts";
import type { DesiredStep } from "./desired.ts";
import { makePlan } from "./make-plan.ts";
import type { Plan, PlanInput } from "./make-plan.ts";
import { SYSTEM_NAMESPACE } from "./names.ts";
import { observe } from "./observe.ts";
import type { Observed } from "./observe.ts";
import type { EnginePorts } from "./ports.ts";
import { writeState } from "./record.ts";
import type { PlatformRecord, StoredRevision, StoredStep } from "./record.ts";
import { removeStep } from "./remove-step.ts";
import { makeReport, runSteps, takeLease } from "./run.ts";
import { takeTurns } from "./take-turns.ts";

export interface RunSettings {
  /** Releases that Helm changes at the same time. */
  readonly concurrency: number;
  /** Milliseconds for one step. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once before anything is changed. */
  readonly prepare?: ((composition: Composition) => Promise<void>) | undefined;
}

/** Plans, and applies the plan under the platform's lease. A failed step is in the report, everything else throws. */
export async function deploy(ports: EnginePorts, input: PlanInput, settings: RunSettings, options: DeployOptions = {}): Promise<RunReport> {
  const started = performance.now();
  const first = await makePlan(ports, input);
  if (options.installed) requireInstalled(first.document);
  if (options.reviewed) requireReviewed(first.document, options.reviewed);
  if (isIdle(first.document)) {
    ports.emit({ type: "planned", plan: first.document });
    const results = await runSteps(ports, {
      steps: first.document.steps,
      signal: settings.signal ?? new AbortController().signal,
      perform: async () => {},
      redact: (text) => text,
    });
    return makeReport({ plan: first.document, results, kept: [], warnings: first.document.warnings, started, interrupted: false });
  }
  const lease = await takeLease(ports, input.id);
  try {
    // Somebody may have deployed between the plan and the lease.
    await settings.prepare?.(input.composition);
    const plan = await replanned(ports, input, first);
    if (options.reviewed) requireReviewed(plan.document, options.reviewed);
    ports.emit({ type: "planned", plan: plan.document });
    return await apply(ports, input, { ...settings, signal: anySignal(lease.lost, settings.signal) }, plan, started);
  } finally {
    await lease.release();
  }
}

/** The first plan if what it was made from still stands, else a new one. */
async function replanned(ports: EnginePorts, input: PlanInput, first: Plan): Promise<Plan> {
  const now = await observe(ports.cluster, input.id);
  if (canonical(observedFacts(now)) === canonical(observedFacts(first.observed))) return first;
  return makePlan({ ...ports, emit: () => {} }, input);
}

/** What was observed, as data that can be compared; the namespace of the lease has come with the lease. */
function observedFacts({ state, releases, namespaces, crds, secrets }: Observed): unknown {
  return {
    state,
    releases: [...releases],
    namespaces: [...namespaces].filter(([name]) => name !== SYSTEM_NAMESPACE),
    crds: [...crds],
    secrets: [...secrets],
  };
}

async function apply(
  ports: EnginePorts,
  input: PlanInput,
  settings: RunSettings & { readonly signal: AbortSignal },
  plan: Plan,
  started: number,
): Promise<RunReport> {
  const { document, desired, observed, rendered, stored, secrets } = plan;
  const key = observed.state?.key ?? randomBytes(32).toString("hex");
  const context: ApplyContext = {
    ports,
    id: input.id,
    secrets,
    key,
    timeout: settings.timeout,
    signal: settings.signal,
    limit: takeTurns(settings.concurrency),
  };
  const kept: { object: string; why: string }[] = [];
  const before = observed.state?.record.steps ?? [];
  const intended = storedSteps(plan);
  const union = [...intended, ...before.filter(({ id }) => !intended.some((step) => step.id === id))];
  const revisions = observed.state?.record.revisions ?? [];
  const record = (steps: readonly StoredStep[], all: readonly StoredRevision[]): PlatformRecord => ({
    version: 1,
    platform: document.platform,
    steps,
    revisions: all,
  });
  ports.emit({ type: "phase", phase: "apply" });
  await writeState(ports.cluster, input.id, { key, record: record(union, revisions) });
  const results = await runSteps(ports, {
    steps: document.steps,
    signal: settings.signal,
    redact: (text) => secrets.redact(text),
    perform: async (planned, onProgress) => {
      const old = before.find(({ id }) => id === planned.id);
      if (planned.action === "remove") {
        const step = old ?? lostRelease(planned);
        return removeStep(step, context, { observed, data: false, onProgress, onKept: (object, why) => void kept.push({ object, why }) });
      }
      const step = desired.steps.find(({ id }) => id === planned.id);
      if (!step) return undefined;
      return applyStep(step, context, {
        planned,
        manifests: rendered?.releases.get(step.id)?.manifests ?? [],
        hooks: rendered?.releases.get(step.id)?.hooks ?? [],
        nulls: rendered?.releases.get(step.id)?.nulls ?? false,
        crds: rendered?.crds.get(step.id) ?? [],
        live: step.kind === "release" ? observed.releases.get(`${step.namespace}/${step.name}`) : undefined,
        stored: stored.get(step.id),
        onProgress,
      });
    },
  });
  for (const { action, reasons, id } of document.steps) if (action === "keep") kept.push(...reasons.map((why) => ({ object: id, why })));
  const report = makeReport({ plan: document, results, kept, warnings: document.warnings, started, interrupted: settings.signal.aborted });
  ports.emit({ type: "phase", phase: "record" });
  const removed = new Set(results.flatMap(({ step, action, outcome }) => (outcome === "done" && action === "remove" ? [step] : [])));
  const revision = await revisionOf(ports, input, plan, { number: (revisions.at(-1)?.revision ?? 0) + 1, outcome: report.outcome });
  if (!settings.signal.aborted || !lostLease(settings.signal)) {
    await writeState(ports.cluster, input.id, {
      key,
      record: record(
        union.filter(({ id }) => !removed.has(id)),
        [...revisions, revision].slice(-10),
      ),
    });
  }
  return report;
}

function lostLease({ reason }: AbortSignal): boolean {
  return reason instanceof HelmwrightError && reason.code === "LEASE_LOST";
}

/** The steps of a plan as the record keeps them. */
function storedSteps({ document, desired, rendered, observed }: Plan): readonly StoredStep[] {
  const needs = new Map(document.steps.map((step) => [step.id, step.needs]));
  return desired.steps.map((step): StoredStep => {
    const base = { id: step.id, kind: step.kind, component: step.component, needs: needs.get(step.id) ?? [] };
    return { ...base, ...detailOf(step, rendered, observed) };
  });
}

function detailOf(step: DesiredStep, rendered: Plan["rendered"], observed: Plan["observed"]): Partial<StoredStep> {
  switch (step.kind) {
    case "namespace":
      return { namespace: step.name };
    case "crds": {
      const names = rendered?.crds.get(step.id)?.map(({ metadata }) => metadata.name);
      const known = observed.state?.record.steps.find(({ id }) => id === step.id)?.crds?.names;
      return { crds: { digest: step.pin.digest, names: names ?? known ?? [] } };
    }
    case "secrets":
      return { secrets: step.secrets.map(({ namespace, name }) => ({ namespace, name })) };
    case "release":
      return { release: { name: step.name, namespace: step.namespace }, atRunTime: step.atRunTime };
  }
}

async function revisionOf(
  { host }: EnginePorts,
  { composition }: PlanInput,
  { desired }: Plan,
  { number, outcome }: { number: number; outcome: string },
): Promise<StoredRevision> {
  const commit = await host.commit();
  const releases = desired.steps.flatMap((step) =>
    step.kind === "release" && "pin" in step.source
      ? [
          {
            step: step.id,
            chart: `${step.source.pin.name} ${step.source.pin.version}`,
            digest: step.source.pin.digest,
            values: step.values,
          },
        ]
      : [],
  );
  return {
    revision: number,
    at: new Date().toISOString(),
    by: host.identity,
    commit,
    environment: composition.environment,
    outcome,
    releases,
  };
}

function lostRelease({ id, component, needs }: PlanStep): StoredStep {
  const [namespace = "", name = ""] = id.replace(/^release /, "").split("/");
  return { id, kind: "release", component, needs, release: { name, namespace } };
}

export function isIdle({ steps }: PlanDocument): boolean {
  return steps.every(({ action }) => action === "none" || action === "keep");
}

function requireInstalled({ steps }: PlanDocument): void {
  const missing = steps.find(({ kind, action }) => kind === "release" && action === "install");
  if (!missing) return;
  throw new HelmwrightError("NOT_INSTALLED", `upgrade ${missing.component}: ${missing.id} is not installed`, {
    hint: "Use install.",
    subject: { component: missing.component },
  });
}

function requireReviewed(now: PlanDocument, reviewed: PlanDocument): void {
  if (canonical({ ...now, warnings: [] }) === canonical({ ...reviewed, warnings: [] })) return;
  throw new HelmwrightError("PLAN_STALE", `deploy ${now.platform.name}: the plan that was reviewed is not what would be done now`, {
    hint: "The cluster or the platform has changed since. Plan again and review that.",
  });
}

export function anySignal(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
  return second ? AbortSignal.any([first, second]) : first;
}
