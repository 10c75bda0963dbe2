import { formatObject, HelmwrightError } from "@helmwright/core";
import type { PlanDocument, RunReport } from "@helmwright/core";
import pLimit from "p-limit";

import type { ApplyContext } from "./apply-step.ts";
import { anySignal } from "./deploy.ts";
import type { RunSettings } from "./deploy.ts";
import { generatedName, NAMESPACE, SECRET, stateName, SYSTEM_NAMESPACE } from "./names.ts";
import { observe } from "./observe.ts";
import { goneSteps, planRemovals } from "./plan-removals.ts";
import type { EnginePorts } from "./ports.ts";
import { writeState } from "./record.ts";
import { removeStep } from "./remove-step.ts";
import { resolveSecrets } from "./resolve-secrets.ts";
import { makeReport, runSteps, takeLease } from "./run.ts";
import { waitGone } from "./wait-ready.ts";

export interface DestroyInput {
  readonly platform: { readonly name: string; readonly id: string };
  readonly environment: string;
  readonly target: PlanDocument["target"];
  /** Instances to remove. Default: all. */
  readonly only?: readonly string[] | undefined;
  readonly data: boolean;
}

/** Removes what the record says the platform has, in the reverse of the order in which it came. */
export async function destroy(ports: EnginePorts, input: DestroyInput, settings: RunSettings): Promise<RunReport> {
  const started = performance.now();
  const { id } = input.platform;
  ports.emit({ type: "phase", phase: "observe" });
  const before = await observe(ports.cluster, id);
  const scope = { id, data: input.data, keep: keptBy(before.state?.record.steps ?? [], input.only) };
  const generated = before.secrets.has(`${SYSTEM_NAMESPACE}/${generatedName(id)}`);
  if (goneSteps(before, scope).length === 0 && !before.state && !(generated && input.data)) {
    return makeReport({ plan: input, results: [], kept: [], warnings: [], started, interrupted: false });
  }
  const lease = await takeLease(ports, id);
  const signal = anySignal(lease.lost, settings.signal);
  try {
    const observed = await observe(ports.cluster, id);
    const steps = await planRemovals(ports, observed, scope);
    const plan: PlanDocument = {
      version: 1,
      platform: input.platform,
      environment: input.environment,
      target: input.target,
      steps,
      warnings: [],
    };
    ports.emit({ type: "planned", plan });
    ports.emit({ type: "phase", phase: "apply" });
    const { values: secrets } = await resolveSecrets([], ports.host, undefined);
    const limit = pLimit(settings.concurrency);
    const context: ApplyContext = {
      ports,
      id,
      secrets,
      key: observed.state?.key ?? "",
      timeout: settings.timeout,
      signal,
      limit: (work) => limit(work),
    };
    const gone = goneSteps(observed, scope);
    const kept: { object: string; why: string }[] = [];
    const onKept = (object: string, why: string): void => void kept.push({ object, why });
    const results = await runSteps(ports, {
      steps,
      signal,
      redact: (text) => text,
      perform: async (planned, onProgress) => {
        const step = gone.find((one) => one.id === planned.id);
        if (step) await removeStep(step, context, { observed, data: input.data, onProgress, onKept });
      },
    });
    for (const { action, reasons, id: step } of steps) if (action === "keep") kept.push(...reasons.map((why) => ({ object: step, why })));
    const report = makeReport({ plan, results, kept, warnings: [], started, interrupted: signal.aborted });
    const undone = new Set(results.flatMap(({ step, outcome }) => (outcome === "failed" || outcome === "not-started" ? [step] : [])));
    const left = (observed.state?.record.steps ?? []).filter((step) => scope.keep.has(step.id) || undone.has(step.id));
    if (left.length > 0 && observed.state) {
      await writeState(ports.cluster, id, { ...observed.state, record: { ...observed.state.record, steps: left } });
      return report;
    }
    await lease.release();
    await forget(ports, id, input.data, onKept);
    return { ...report, kept };
  } finally {
    await lease.release();
  }
}

interface RemovableStep {
  readonly id: string;
  readonly component: string;
  readonly kind: string;
  readonly needs: readonly { readonly step: string }[];
}

/** Steps that stay when only some instances go; refuses when one that stays needs one that goes. */
function keptBy(steps: readonly RemovableStep[], only: readonly string[] | undefined): ReadonlySet<string> {
  if (!only) return new Set();
  const staying = steps.filter(({ component }) => !only.includes(component));
  const holders = holdersOf(steps, only);
  if (holders.length > 0) {
    throw new HelmwrightError("STILL_NEEDED", `destroy ${only.join(", ")}: still needed by ${holders.join(", ")}`, {
      hint: `Add ${holders.join(" ")} to --only, or take the references out and deploy first.`,
      subject: { component: only.join(", ") },
    });
  }
  const shared = steps.filter(
    ({ kind, id, component }) =>
      kind === "namespace" && only.includes(component) && staying.some(({ needs }) => needs.some(({ step }) => step === id)),
  );
  return new Set([...staying, ...shared].map(({ id }) => id));
}

/** Components beside the named ones that need them, or need one that does. */
function holdersOf(steps: readonly RemovableStep[], only: readonly string[]): readonly string[] {
  const going = new Set(only);
  // A Set is walked to its end, what is added on the way included.
  for (const component of going) {
    const removed = new Set(steps.flatMap((step) => (step.component === component && step.kind !== "namespace" ? [step.id] : [])));
    for (const { component: other, needs } of steps) if (needs.some(({ step }) => removed.has(step))) going.add(other);
  }
  return [...going].filter((component) => !only.includes(component));
}

/** Removes what the engine remembers, and its namespace when no other platform has anything there. */
async function forget({ cluster }: EnginePorts, id: string, data: boolean, onKept: (object: string, why: string) => void): Promise<void> {
  const inside = { ...SECRET, namespace: SYSTEM_NAMESPACE };
  await cluster.remove({ ...inside, name: stateName(id) });
  if (data) await cluster.remove({ ...inside, name: generatedName(id) });
  await cluster.remove({ apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace: SYSTEM_NAMESPACE, name: `platform.${id}` });
  const [secrets, leases] = await Promise.all([
    cluster.listMetadata(SECRET, { namespace: SYSTEM_NAMESPACE }),
    cluster.listMetadata({ apiVersion: "coordination.k8s.io/v1", kind: "Lease" }, { namespace: SYSTEM_NAMESPACE }),
  ]);
  const own = secrets.find(({ metadata }) => metadata.name === generatedName(id));
  if (own)
    onKept(formatObject({ ...inside, name: own.metadata.name }), "generated secrets open the data that stays; destroy --data deletes them");
  if (secrets.length + leases.length > 0) return;
  await cluster.remove({ ...NAMESPACE, name: SYSTEM_NAMESPACE });
  await waitGone(cluster, [{ ...NAMESPACE, name: SYSTEM_NAMESPACE }], { timeout: 60_000 });
}
