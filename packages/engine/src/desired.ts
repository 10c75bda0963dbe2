import type {
  ChartPin,
  Composition,
  Instance,
  Manifest,
  PodSecurityLevel,
  ReadinessRule,
  RunTimeObject,
  SecretSpec,
} from "@helmwright/core";
import { builtInNamespaces, fingerprint } from "@helmwright/plan";

interface StepBase {
  /** `<kind> <name>`. */
  readonly id: string;
  readonly component: string;
}
export interface NamespaceStep extends StepBase {
  readonly kind: "namespace";
  readonly name: string;
  readonly podSecurity: PodSecurityLevel;
  readonly fingerprint: string;
}
export interface CrdsStep extends StepBase {
  readonly kind: "crds";
  readonly pin: ChartPin;
  /** They say which subcharts are switched on. */
  readonly values: Readonly<Record<string, unknown>>;
}
export interface SecretsStep extends StepBase {
  readonly kind: "secrets";
  /** `namespace` is always set. */
  readonly secrets: readonly (SecretSpec & { readonly namespace: string })[];
}
export interface ReleaseStep extends StepBase {
  readonly kind: "release";
  readonly name: string;
  readonly namespace: string;
  /** A pinned chart, or objects that travel in a chart made for them. */
  readonly source: { readonly pin: ChartPin } | { readonly objects: readonly Manifest[] };
  readonly values: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  readonly readiness: readonly ReadinessRule[];
  readonly atRunTime: readonly RunTimeObject[];
  readonly clientSideApply: boolean;
  readonly ignoredFields: readonly string[];
}
export type DesiredStep = NamespaceStep | CrdsStep | SecretsStep | ReleaseStep;

/** Raised when the same inputs are applied in another way than before. */
const FORMAT = 1;

export interface Desired {
  readonly steps: readonly DesiredStep[];
  /** Edges that follow from what belongs to whom and from references. */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly why: string }[];
}

/** The steps a composition consists of. Pure; no chart is opened. */
export function desiredSteps(composition: Composition): Desired {
  const { instances, kubernetes } = composition;
  const namespaces = namespaceSteps(instances);
  const own = new Map(instances.map((instance) => [instance.id, stepsOf(instance, kubernetes)]));
  const steps: readonly DesiredStep[] = [...namespaces, ...[...own.values()].flat()];
  const inside = new Set(namespaces.map(({ id }) => id));
  const edges = [...own.values()].flat().flatMap((step) => {
    const siblings = (own.get(step.component) ?? []).filter(({ id }) => id !== step.id);
    const places = namespacesOf(step)
      .map((name) => `namespace ${name}`)
      .filter((id) => inside.has(id));
    const before = step.kind === "release" ? siblings.filter((one) => one.kind !== "release" || isResources(step)) : [];
    return [
      ...places.map((to) => ({ from: step.id, to, why: "it lives there" })),
      ...before.map((one) => ({ from: step.id, to: one.id, why: whyBefore(one) })),
    ];
  });
  const between = composition.edges.flatMap(({ from, to, why }) =>
    releases(own.get(from)).flatMap((late) => releases(own.get(to)).map((early) => ({ from: late.id, to: early.id, why }))),
  );
  return { steps, edges: [...edges, ...between] };
}

function namespaceSteps(instances: readonly Instance[]): readonly NamespaceStep[] {
  const levels: readonly PodSecurityLevel[] = ["restricted", "baseline", "privileged"];
  const found = new Map<string, { component: string; podSecurity: PodSecurityLevel }>();
  for (const { id, release, podSecurity, secrets, resources } of instances) {
    const merge = (name: string, level: PodSecurityLevel): void => {
      const known = found.get(name);
      const wider = known && levels.indexOf(known.podSecurity) > levels.indexOf(level) ? known.podSecurity : level;
      if (!builtInNamespaces.has(name)) found.set(name, { component: known?.component ?? id, podSecurity: wider });
    };
    merge(release.namespace, podSecurity);
    for (const name of [...secrets.map(({ namespace }) => namespace), ...resources.map(({ metadata }) => metadata.namespace)]) {
      if (name !== undefined) merge(name, "restricted");
    }
  }
  return [...found].map(([name, { component, podSecurity }]) => ({
    id: `namespace ${name}`,
    kind: "namespace",
    component,
    name,
    podSecurity,
    fingerprint: fingerprint({ FORMAT, podSecurity }),
  }));
}

function stepsOf(instance: Instance, kubernetes: string): readonly DesiredStep[] {
  const { id: component, chart, release, values, resources, secrets, readiness, atRunTime } = instance;
  const shared = { kind: "release" as const, component, namespace: release.namespace, readiness };
  const clientSideApply = instance.clientSideApply !== undefined;
  const steps: DesiredStep[] = [];
  if (secrets.length > 0) {
    steps.push({
      id: `secrets ${component}`,
      kind: "secrets",
      component,
      secrets: secrets.map((one) => ({ ...one, namespace: one.namespace ?? release.namespace })),
    });
  }
  if (chart) {
    if (instance.crds === "engine") steps.push({ id: `crds ${component}`, kind: "crds", component, pin: chart, values });
    steps.push({
      ...shared,
      id: `release ${release.namespace}/${release.name}`,
      name: release.name,
      source: { pin: chart },
      values,
      fingerprint: fingerprint({ FORMAT, chart: chart.digest, values, release, kubernetes: minor(kubernetes), clientSideApply }),
      atRunTime,
      clientSideApply,
      ignoredFields: instance.varies?.fields ?? [],
    });
  }
  if (resources.length > 0) {
    const name = chart ? `${release.name}-resources` : release.name;
    steps.push({
      ...shared,
      id: `release ${release.namespace}/${name}`,
      name,
      source: { objects: resources },
      values: { objects: resources },
      fingerprint: fingerprint({ FORMAT, resources, name, namespace: release.namespace }),
      atRunTime: chart ? [] : atRunTime,
      clientSideApply: false,
      ignoredFields: [],
    });
  }
  return steps;
}

function releases(steps: readonly DesiredStep[] = []): readonly DesiredStep[] {
  return steps.filter(({ kind }) => kind === "release");
}

function isResources(step: ReleaseStep): boolean {
  return "objects" in step.source;
}

function namespacesOf(step: DesiredStep): readonly string[] {
  if (step.kind === "release") {
    const other = "objects" in step.source ? step.source.objects.flatMap(({ metadata }) => metadata.namespace ?? []) : [];
    return [...new Set([step.namespace, ...other])];
  }
  return step.kind === "secrets" ? [...new Set(step.secrets.map(({ namespace }) => namespace))] : [];
}

function whyBefore({ kind }: DesiredStep): string {
  if (kind === "crds") return "it needs its custom resource definitions";
  return kind === "secrets" ? "it reads them" : "its operator must run";
}

/** Charts may look at the minor version; a patch changes nothing. */
function minor(kubernetes: string): string {
  return kubernetes.split(".").slice(0, 2).join(".");
}
