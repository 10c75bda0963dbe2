import type { ChartPin } from "./chart-pin.ts";
import { isComponent } from "./component.ts";
import type { Component, PodSecurityLevel, ReadinessRule, RunTimeObject } from "./component.ts";
import type { Capability, Context } from "./context.ts";
import { chartValuesProblems } from "./chart-values-problems.ts";
import { findCycles } from "./cycles.ts";
import { HelmwrightError } from "./error.ts";
import type { Manifest } from "./manifest.ts";
import { mergeValues } from "./merge-values.ts";
import type { Platform } from "./platform.ts";
import type { Claim, Kind, Ref } from "./reference.ts";
import { schemaProblems } from "./schema-problems.ts";
import type { SecretSpec } from "./secret.ts";
import { uncheckedValues } from "./unchecked.ts";
import { walkReferences } from "./walk-references.ts";

/** `from` needs `to`, both instances, and why. */
export interface InstanceEdge {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** A component in a platform, with everything that its options decide. */
export interface Instance {
  readonly id: string;
  readonly type: string;
  readonly place: string | undefined;
  readonly release: { readonly name: string; readonly namespace: string };
  readonly podSecurity: PodSecurityLevel;
  readonly chart: ChartPin | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly resources: readonly Manifest[];
  readonly secrets: readonly SecretSpec[];
  readonly atRunTime: readonly RunTimeObject[];
  readonly readiness: readonly ReadinessRule[];
  /** References in its options to what the cluster has already. */
  readonly existing: readonly Ref[];
  readonly crds: "engine" | "none";
  readonly varies: { readonly reason: string; readonly fields: readonly string[] } | undefined;
  readonly clientSideApply: { readonly reason: string } | undefined;
}

/** A platform for one environment. It is fit to be planned when `problems` is empty. */
export interface Composition {
  readonly platform: string;
  readonly environment: string;
  readonly kubernetes: string;
  readonly instances: readonly Instance[];
  readonly edges: readonly InstanceEdge[];
  readonly problems: readonly HelmwrightError[];
}

export interface ComposeOptions {
  readonly environment: string;
  /** Version of the target's API server, without `v`. */
  readonly kubernetes: string;
}

/** Composes a platform and finds everything that is wrong without looking at charts or a cluster. Pure. */
export function compose(platform: Platform, { environment, kubernetes }: ComposeOptions): Composition {
  const record = platform.compose(environment);
  const problems: HelmwrightError[] = [];
  const entries = Object.entries(record).filter(([id, one]) => isComponent(one) || void problems.push(notAComponent(id)));
  const ids = new Map<Component, string>();
  for (const [id, component] of entries) {
    if (ids.has(component)) problems.push(twice(id, ids.get(component) ?? "", component));
    else ids.set(component, id);
  }
  const edges = [...ids].flatMap(([component, id]) => edgesOf(component, id, ids, problems));
  const profile = platform.environments[environment]?.profile ?? "single-node";
  const sound = [...ids].filter(([component, id]) => soundOptions(component, id, problems));
  const provided = new Set(entries.flatMap(([, { bound }]) => bound.provides ?? []));
  const has = (capability: Capability): boolean => provided.has(capability);
  const claims = sound.flatMap(([component, id]) =>
    attempt(component, id, problems, () => component.bound.claims({ platform: platform.name, release: releaseOf(component) }), []).filter(
      (claim) => acceptable(claim, component, id, ids, problems),
    ),
  );
  const instances = sound.map(([component, id]) => {
    const context: Context = {
      platform: platform.name,
      profile,
      kubernetes,
      release: releaseOf(component),
      has: { monitoring: has("monitoring"), mesh: has("mesh"), networkPolicies: has("networkPolicies") },
      claims: <K extends Kind>(kind: K) =>
        claims.filter((claim): claim is Claim<K> => claim.ref.from === component && claim.ref.kind === kind),
    };
    return instanceOf(component, id, context, problems);
  });
  problems.push(...sameRelease(instances), ...findCycles(edges).map((cycle) => cycleProblem(cycle, instances)));
  return { platform: platform.name, environment, kubernetes, instances, edges, problems };
}

function releaseOf({ placement, type, bound }: Component): { name: string; namespace: string } {
  return { name: placement.name ?? type, namespace: placement.namespace ?? bound.namespace.name };
}

function instanceOf(component: Component, id: string, context: Context, problems: HelmwrightError[]): Instance {
  const { bound, type, place, placement } = component;
  const subject = { component: id, place };
  const own = attempt(component, id, problems, () => bound.values(context), {});
  const layers: readonly object[] = placement.values === undefined ? [] : [placement.values].flat();
  const merge = (merged: object, layer: object): object => mergeValues(merged, layer);
  const checked = layers.filter((layer) => uncheckedValues(layer) === undefined).reduce(merge, mergeValues(own));
  const values = mergeValues(layers.map((layer) => uncheckedValues(layer) ?? layer).reduce(merge, own));
  if (bound.valuesSchema !== undefined) {
    problems.push(...chartValuesProblems(bound.valuesSchema, checked, { what: `chart values of ${id} (${type})`, subject }));
  } else if (placement.values) {
    problems.push(
      new HelmwrightError("VALUES_INVALID", `check chart values of ${id}: ${type} has no chart`, { hint: "Leave `values` out.", subject }),
    );
  }
  if (bound.namespace.fixed && context.release.namespace !== bound.namespace.name) {
    problems.push(
      new HelmwrightError("NAMESPACE_FIXED", `place ${id}: ${type} works in namespace ${bound.namespace.name} only`, {
        hint: "Leave `namespace` out of its placement.",
        subject,
      }),
    );
  }
  return {
    id,
    type,
    place,
    release: context.release,
    podSecurity: bound.namespace.podSecurity,
    chart: bound.chart,
    values,
    resources: attempt(component, id, problems, () => bound.resources(context), []),
    secrets: attempt(component, id, problems, () => bound.secrets(context), []),
    atRunTime: attempt(component, id, problems, () => bound.atRunTime(context), []),
    readiness: bound.readiness ?? [],
    existing: walkReferences(component.options).flatMap(({ ref }) => (ref.from ? [] : [ref])),
    crds: bound.crds ?? "engine",
    varies: bound.varies,
    clientSideApply: bound.clientSideApply,
  };
}

/** A component's own function may refuse its options by throwing; everything else it throws is a defect and passes. */
function attempt<T>({ place }: Component, id: string, problems: HelmwrightError[], make: () => T, otherwise: T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof HelmwrightError)) throw error;
    problems.push(
      new HelmwrightError(error.code, error.message, {
        hint: error.hint,
        cause: error,
        subject: { component: id, place, ...error.subject },
      }),
    );
    return otherwise;
  }
}

function soundOptions({ bound, options, type, place }: Component, id: string, problems: HelmwrightError[]): boolean {
  const found = schemaProblems(bound.optionsSchema, options, {
    code: "OPTIONS_INVALID",
    what: `options of ${id} (${type})`,
    subject: { component: id, place },
  });
  problems.push(...found);
  return found.length === 0;
}

function edgesOf(
  component: Component,
  id: string,
  ids: ReadonlyMap<Component, string>,
  problems: HelmwrightError[],
): readonly InstanceEdge[] {
  const subject = { component: id, place: component.place };
  const used = walkReferences(component.options).flatMap(({ ref, path }) =>
    ref.from ? [edgeTo(ref.from, path, `${path} uses ${ref.kind} ${ref.name}`)] : [],
  );
  const after = (component.placement.after ?? []).map((needed) => ({
    ...edgeTo(needed, "after", "placed after it"),
    missing: `it is placed after ${needed.type}`,
    instead: "",
  }));
  return [...used, ...after].flatMap(({ needed, path, why, missing, instead }) => {
    const to = ids.get(needed);
    if (to !== undefined) return to === id ? [] : [{ from: id, to, why }];
    problems.push(
      new HelmwrightError("REFERENCE_MISSING", `compose ${id}: ${missing}, which is not in the platform`, {
        hint: `Return the ${needed.type} made at ${needed.place ?? "an unknown place"} from compose${instead}.`,
        subject: { ...subject, path },
      }),
    );
    return [];
  });
}

interface NeededComponent {
  readonly needed: Component;
  readonly path: string;
  readonly why: string;
  /** What is said when it is not in the platform, and what else than returning it would help. */
  readonly missing: string;
  readonly instead: string;
}

function edgeTo(needed: Component, path: string, why: string): NeededComponent {
  return { needed, path, why, missing: `${why} of ${needed.type}`, instead: ", or use existing.…" };
}

function acceptable(
  claim: Claim,
  { place }: Component,
  id: string,
  ids: ReadonlyMap<Component, string>,
  problems: HelmwrightError[],
): boolean {
  const provider = claim.ref.from;
  if (!provider || !ids.has(provider)) return false;
  const refusal = provider.bound.accepts(claim);
  if (refusal === undefined) return true;
  problems.push(
    new HelmwrightError(
      "CLAIM_REFUSED",
      `compose ${id}: ${ids.get(provider)} can't meet its claim on ${claim.ref.kind} ${claim.ref.name}: ${refusal}`,
      {
        hint: `Change what ${id} asks, or the options of ${ids.get(provider)} made at ${provider.place ?? "an unknown place"}.`,
        subject: { component: id, place },
      },
    ),
  );
  return false;
}

function sameRelease(instances: readonly Instance[]): readonly HelmwrightError[] {
  const names = (one: Instance): readonly string[] => {
    const base = `${one.release.namespace}/${one.release.name}`;
    return one.chart && one.resources.length > 0 ? [base, `${base}-resources`] : [base];
  };
  const owners = new Map<string, Instance>();
  return instances.flatMap((one) =>
    names(one).flatMap((release) => {
      const other = owners.get(release);
      if (!other) return owners.set(release, one) && [];
      return [
        new HelmwrightError("RELEASE_TWICE", `compose ${one.id}: release ${release} belongs to ${other.id} already`, {
          hint: `Give one of them a name: { name: "${one.release.name}-2" }. The other stands at ${other.place ?? "an unknown place"}.`,
          subject: { component: one.id, release, place: one.place },
        }),
      ];
    }),
  );
}

function cycleProblem(cycle: readonly InstanceEdge[], instances: readonly Instance[]): HelmwrightError {
  const first = instances.find(({ id }) => id === cycle[0]?.from);
  return new HelmwrightError("CYCLE", `order components: ${cycle.map(({ from, to, why }) => `${from} needs ${to} (${why})`).join(", ")}`, {
    hint: "Take one of these references out.",
    subject: { component: first?.id, place: first?.place },
  });
}

function notAComponent(id: string): HelmwrightError {
  return new HelmwrightError("NOT_A_COMPONENT", `compose ${id}: compose returned something else than a component under this key`, {
    hint: "Return components only.",
    subject: { component: id },
  });
}

function twice(id: string, other: string, { place }: Component): HelmwrightError {
  return new HelmwrightError("COMPONENT_TWICE", `compose ${id}: the same component stands under ${other} already`, {
    hint: "Return each component once; call its function again for a second one.",
    subject: { component: id, place },
  });
}
