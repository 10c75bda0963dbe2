import { HelmwrightError, ProblemsError } from "@helmwright/core";
import type { Composition, Manifest, PlanDocument, PlanStep, StoredRelease } from "@helmwright/core";
import { checkClosedWorld, orderSteps } from "@helmwright/plan";
import type { StepEdge } from "@helmwright/plan";

import { chooseForCrds, chooseForNamespace, chooseForRelease, chooseForSecrets, releaseStands } from "./choose-action.ts";
import type { Choice } from "./choose-action.ts";
import { desiredSteps } from "./desired.ts";
import type { Desired, DesiredStep, ReleaseStep, SecretsStep } from "./desired.ts";
import { SECRET } from "./names.ts";
import { chosenSteps } from "./only.ts";
import { observe } from "./observe.ts";
import type { Observed } from "./observe.ts";
import { foreignObjects, foreignSecrets } from "./ownership.ts";
import { planRemovals } from "./plan-removals.ts";
import type { EnginePorts } from "./ports.ts";
import { renderSteps } from "./render-steps.ts";
import type { RenderedSteps } from "./render-steps.ts";
import { resolveSecrets } from "./resolve-secrets.ts";
import type { SecretValues } from "./resolve-secrets.ts";
import { engineObjects } from "./world-of.ts";

export interface PlanInput {
  readonly composition: Composition;
  readonly id: string;
  /** Context of the target, for the document. */
  readonly context: string;
  /** Whether steps that the record has and the composition doesn't are to be removed. */
  readonly removeOthers: boolean;
  /** Instances to plan, with every step they need. Default: all. */
  readonly only?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A plan with everything that applying it needs; the document is the part that people and programs see. */
export interface Plan {
  readonly document: PlanDocument;
  readonly desired: Desired;
  readonly observed: Observed;
  readonly rendered: RenderedSteps | undefined;
  readonly stored: ReadonlyMap<string, StoredRelease>;
  readonly secrets: SecretValues;
}

/** Plans a composition against what the cluster has. Throws `ProblemsError` with everything that is wrong; writes nothing. */
export async function makePlan(ports: EnginePorts, input: PlanInput): Promise<Plan> {
  const { composition, id } = input;
  if (composition.problems.length > 0) throw new ProblemsError(`compose platform ${composition.platform}`, composition.problems);
  ports.emit({ type: "phase", phase: "observe" });
  const desired = desiredSteps(composition);
  const [observed, { values: secrets, problems }] = await Promise.all([
    observe(ports.cluster, id),
    resolveSecrets(desired.steps, ports.host, ports.cluster),
  ]);
  if (problems.length > 0 && !input.only) throw new ProblemsError(`read the secrets of platform ${composition.platform}`, problems);
  const quick = unchanged(desired, observed, input, secrets);
  const plan = quick
    ? { document: quick, desired, observed, rendered: undefined, stored: new Map<string, StoredRelease>(), secrets }
    : await fullPlan(ports, input, { desired, observed, secrets });
  const planned = new Set(plan.document.steps.map(({ component }) => component));
  const needed = problems.filter(({ subject }) => planned.has(subject.component ?? ""));
  if (needed.length > 0) throw new ProblemsError(`read the secrets of platform ${composition.platform}`, needed);
  return plan;
}

type Known = Pick<Plan, "desired" | "observed" | "secrets">;

async function fullPlan(ports: EnginePorts, input: PlanInput, { desired, observed, secrets }: Known): Promise<Plan> {
  const { composition, id, signal } = input;
  ports.emit({ type: "phase", phase: "render" });
  const rendered = await renderSteps(desired, ports, {
    kubernetes: composition.kubernetes,
    resources: await ports.cluster.resources(),
    signal,
  });
  signal?.throwIfAborted();
  ports.emit({ type: "phase", phase: "plan" });
  const { edges, problems } = checkWorld(composition, desired, rendered);
  const chosen = chosenSteps(desired.steps, edges, input.only);
  const steps = desired.steps
    .filter((step) => chosen.has(step.id))
    .filter((step) => step.kind !== "crds" || (rendered.crds.get(step.id)?.length ?? 0) > 0);
  const ids = new Set(steps.map((step) => step.id));
  const known = edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const { order, problems: cycles } = orderSteps([...ids], known);
  const stored = await storedReleases(ports, steps, observed);
  const found: HelmwrightError[] = [...problems, ...cycles];
  const choose = (step: DesiredStep): Choice => {
    try {
      return choiceFor(step, { desired, observed, secrets }, { rendered, stored, id });
    } catch (error) {
      if (!(error instanceof HelmwrightError)) throw error;
      found.push(error);
      return { action: "none", reasons: [] };
    }
  };
  const planned = order.flatMap((stepId) => {
    const step = steps.find((one) => one.id === stepId);
    return step ? [planStep(step, choose(step), known)] : [];
  });
  const installed = steps.filter(
    (step): step is ReleaseStep => step.kind === "release" && !observed.releases.has(`${step.namespace}/${step.name}`),
  );
  const manifestsOf = (step: ReleaseStep): readonly Manifest[] => rendered.releases.get(step.id)?.manifests ?? [];
  const secretSteps = steps.filter((step): step is SecretsStep => step.kind === "secrets");
  const [objects, secretConflicts, removals] = await Promise.all([
    foreignObjects(
      installed.map((step) => ({ step, manifests: manifestsOf(step) })),
      ports.cluster,
    ),
    foreignSecrets(secretSteps, observed.secrets, ports.cluster, id),
    input.removeOthers ? planRemovals(ports, observed, { id, keep: new Set(desired.steps.map((step) => step.id)), data: false }) : [],
  ]);
  found.push(...objects, ...secretConflicts);
  if (found.length > 0) throw new ProblemsError(`check platform ${composition.platform}: nothing was changed`, found);
  const document: PlanDocument = { ...head(input), steps: [...planned, ...removals], warnings: warningsOf(composition, planned) };
  const wanted = { ...desired, steps: desired.steps.filter((step) => chosen.has(step.id)) };
  return { document, desired: wanted, observed, rendered, stored, secrets };
}

/** The rendered platform as a closed world, with all edges: of references, of belonging, and of names in objects. */
export function checkWorld(
  composition: Composition,
  desired: Desired,
  rendered: RenderedSteps,
): { edges: readonly StepEdge[]; problems: readonly HelmwrightError[] } {
  const releases = desired.steps.flatMap((step) => {
    if (step.kind !== "release") return [];
    const { manifests = [], hooks = [] } = rendered.releases.get(step.id) ?? {};
    return [{ step: step.id, component: step.component, name: step.name, namespace: step.namespace, manifests, hooks }];
  });
  const world = checkClosedWorld({ instances: composition.instances, releases, engine: engineObjects(desired, rendered) });
  return { edges: [...desired.edges, ...world.edges], problems: world.problems };
}

function choiceFor(
  step: DesiredStep,
  { observed, secrets }: Known,
  { rendered, stored, id }: { rendered: RenderedSteps; stored: Plan["stored"]; id: string },
): Choice {
  switch (step.kind) {
    case "namespace":
      return chooseForNamespace(step, observed, id);
    case "crds":
      return chooseForCrds(
        step,
        (rendered.crds.get(step.id) ?? []).map(({ metadata }) => metadata.name),
        observed,
      );
    case "secrets":
      return chooseForSecrets(step, observed, secrets, observed.state?.key ?? "");
    case "release":
      return chooseForRelease({
        step,
        live: observed.releases.get(`${step.namespace}/${step.name}`),
        stored: stored.get(step.id),
        manifests: rendered.releases.get(step.id)?.manifests ?? [],
        id,
        recorded: observed.state?.record.steps.some((one) => one.id === step.id) ?? false,
      });
  }
}

/** The plan of a platform on which nothing has changed, told without opening a chart; undefined when something has. */
function unchanged(desired: Desired, observed: Observed, input: PlanInput, secrets: SecretValues): PlanDocument | undefined {
  const { state } = observed;
  if (!state) return undefined;
  const recorded = new Map(state.record.steps.map((step) => [step.id, step]));
  const stands = (step: DesiredStep): boolean => {
    if (!recorded.has(step.id)) return false;
    switch (step.kind) {
      case "namespace":
        return chooseForNamespace(step, observed, input.id).action === "none";
      case "crds": {
        const crds = recorded.get(step.id)?.crds;
        return crds?.digest === step.pin.digest && chooseForCrds(step, crds.names, observed).action === "none";
      }
      case "secrets":
        return chooseForSecrets(step, observed, secrets, state.key).action === "none";
      case "release": {
        const live = observed.releases.get(`${step.namespace}/${step.name}`);
        return releaseStands(step, live) && live?.platform === input.id;
      }
    }
  };
  const edges = [...recorded.values()].flatMap(({ id: from, needs }) => needs.map(({ step: to, why }) => ({ from, to, why })));
  const ids = chosenSteps(desired.steps, edges, input.only);
  const wanted = desired.steps.filter(({ id }) => ids.has(id));
  if (!wanted.every(stands) || (input.removeOthers && state.record.steps.some(({ id }) => !ids.has(id)))) return undefined;
  const visible = wanted.filter((step) => step.kind !== "crds" || (recorded.get(step.id)?.crds?.names.length ?? 0) > 0);
  const { order } = orderSteps(
    visible.map(({ id }) => id),
    edges,
  );
  const steps = order.flatMap((stepId) =>
    visible.filter(({ id }) => id === stepId).map((step) => planStep(step, { action: "none", reasons: [] }, edges)),
  );
  return { ...head(input), steps, warnings: [] };
}

async function storedReleases(
  { cluster, records }: EnginePorts,
  steps: readonly DesiredStep[],
  observed: Observed,
): Promise<ReadonlyMap<string, StoredRelease>> {
  const read = steps.map(async (step): Promise<readonly (readonly [string, StoredRelease])[]> => {
    const live = step.kind === "release" ? observed.releases.get(`${step.namespace}/${step.name}`) : undefined;
    if (step.kind !== "release" || !live || releaseStands(step, live)) return [];
    const secret = await cluster.get({ ...SECRET, namespace: live.namespace, name: live.record });
    return secret ? [[step.id, await records.decode(secret)]] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

function planStep(step: DesiredStep, choice: Choice, edges: readonly StepEdge[]): PlanStep {
  const pin = step.kind === "crds" ? step.pin : step.kind === "release" && "pin" in step.source ? step.source.pin : undefined;
  return {
    id: step.id,
    kind: step.kind,
    component: step.component,
    action: choice.action,
    reasons: choice.reasons,
    ...(pin ? { chart: { name: pin.name, ...(choice.from === undefined ? {} : { from: choice.from }), to: pin.version } } : {}),
    values: choice.values ?? [],
    objects: choice.objects ?? [],
    needs: edges.flatMap(({ from, to, why }) => (from === step.id ? [{ step: to, why }] : [])),
  };
}

function head({ composition, id, context }: PlanInput): Pick<PlanDocument, "version" | "platform" | "environment" | "target"> {
  const { platform, environment, kubernetes } = composition;
  return { version: 1, platform: { name: platform, id }, environment, target: { context, kubernetes } };
}

/** What is special about a component is told when one of its releases changes: it explains nothing about one that stands. */
function warningsOf({ instances }: Composition, planned: readonly PlanStep[]): readonly string[] {
  const changed = new Set(planned.flatMap(({ kind, action, component }) => (kind === "release" && action !== "none" ? [component] : [])));
  const told = instances.filter(({ id }) => changed.has(id));
  return told.flatMap(({ id, varies, clientSideApply }) => [
    ...(varies ? [`${id} renders differently each time: ${varies.reason}`] : []),
    ...(clientSideApply ? [`${id} is applied on the client's side: ${clientSideApply.reason}`] : []),
  ]);
}
