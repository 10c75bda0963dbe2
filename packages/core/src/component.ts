import { z } from "zod";

import type { ChartPin } from "./chart-pin.ts";
import type { Capability, Context } from "./context.ts";
import { HelmwrightError } from "./error.ts";
import type { Manifest, ObjectId } from "./manifest.ts";
import type { Claim, Kind, Kinds } from "./reference.ts";
import type { SecretSpec } from "./secret.ts";
import type { Unchecked } from "./unchecked.ts";

/** A zod schema for each field of the interface, none missing, none extra. */
export type Shape<O> = { readonly [K in keyof O]-?: z.ZodType<unknown, O[K]> };

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** When a custom resource counts as ready. Without a rule, one that has no status yet would. */
export interface ReadinessRule {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The status condition that must be True. Default: none. */
  readonly condition?: string | undefined;
  /** Status fields that must have these values. Default: none. */
  readonly status?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** An object that no chart holds, because an operator or a Job makes it while it runs. */
export interface RunTimeObject extends ObjectId {
  /** Who makes it, for messages: `cert-manager`. With the namespace `*`, it makes one in every namespace. */
  readonly by: string;
  /** `keep`: it holds data or keys, and goes with `destroy --data` only. Default: `remove`, with the component. */
  readonly retention?: "keep" | "remove" | undefined;
}

/** Everything the engine knows of a kind of component. `O` are its options, `V` the chart values it may set. */
export interface ComponentSpec<O extends object, V extends object> {
  /** Also the default name of the release. */
  readonly name: string;
  /** Absent for a component that consists of resources only. */
  readonly chart?: ChartPin | undefined;
  /** `fixed`: the chart works in this namespace only. */
  readonly namespace: { readonly name: string; readonly podSecurity: PodSecurityLevel; readonly fixed?: boolean | undefined };
  readonly options: Shape<O>;
  /** JSON Schema of the chart's values as text, as `helmwright types --schema` writes it. Required with `chart`. */
  readonly chartValues?: string | undefined;
  values?(options: O, context: Context): V;
  /** Objects beside the chart: they get a release of their own, `<release>-resources`, after the chart's. */
  resources?(options: O, context: Context): readonly Manifest[];
  secrets?(options: O, context: Context): readonly SecretSpec[];
  claims?(options: O, context: Pick<Context, "platform" | "release">): readonly Claim[];
  /** For each kind of claim it can meet: what is wrong with this one, or undefined. */
  readonly accepts?: { readonly [K in Kind]?: (asks: Kinds[K]["claim"], options: O) => string | undefined } | undefined;
  readonly provides?: readonly Capability[] | undefined;
  readonly readiness?: readonly ReadinessRule[] | undefined;
  atRunTime?(options: O, context: Context): readonly RunTimeObject[];
  /** `engine` (default): the chart's `crds/` are applied by the engine. `none`: another component owns them. */
  readonly crds?: "engine" | "none" | undefined;
  /** Why the chart renders differently each time; such a release is compared without the fields named here. */
  readonly varies?: { readonly reason: string; readonly fields: readonly string[] } | undefined;
  /** Why this chart can't be applied on the server's side. */
  readonly clientSideApply?: { readonly reason: string } | undefined;
}

/** Chart values, or unchecked ones in their place. */
type ValuesLayer<V extends object> = V | (Unchecked & NoneOf<V>);

/** For the words of the compiler: only of keys that all members of a union have, it says which one was meant. */
type NoneOf<V extends object> = {
  readonly [K in keyof V as string extends K ? never : K extends keyof (readonly unknown[]) ? never : K]?: undefined;
};

export interface Placement<V extends object = object> {
  /** Name of the release. Default: the component's name. */
  readonly name?: string | undefined;
  /** Default: the component's own namespace. */
  readonly namespace?: string | undefined;
  /** Components that must be ready first, although nothing refers to them. Default: none. */
  readonly after?: readonly Component[] | undefined;
  /**
   * Chart values on top of those the options make; maps are merged, lists are replaced, null removes a default of the chart.
   * Several are merged in order; those in `unchecked` are checked by nobody. Default: none.
   */
  readonly values?: ValuesLayer<V> | (readonly ValuesLayer<V>[] & NoneOf<V>) | undefined;
}

const brand: unique symbol = Symbol.for("helmwright.component") as never;

/** A component with its options: data. Nothing runs until a platform is planned. */
export interface Component {
  readonly [brand]: true;
  /** Name of the component's kind: `cert-manager`. */
  readonly type: string;
  readonly options: object;
  readonly placement: Placement;
  /** Where it was made, as `file:line:column`. */
  readonly place: string | undefined;
  /** The kind of component, with the options already bound. */
  readonly bound: BoundSpec;
}

/** A spec whose functions have been given the options. */
export interface BoundSpec extends Pick<
  ComponentSpec<object, object>,
  "chart" | "namespace" | "provides" | "readiness" | "crds" | "varies" | "clientSideApply"
> {
  readonly optionsSchema: z.ZodType;
  /** JSON Schema of the chart's values, as text. */
  readonly valuesSchema: string | undefined;
  readonly accepts: (claim: Claim) => string | undefined;
  values(context: Context): object;
  resources(context: Context): readonly Manifest[];
  secrets(context: Context): readonly SecretSpec[];
  claims(context: Pick<Context, "platform" | "release">): readonly Claim[];
  atRunTime(context: Context): readonly RunTimeObject[];
}

export function isComponent(value: unknown): value is Component {
  return typeof value === "object" && value !== null && brand in value;
}

/** Checks a spec as far as types can't, and gives it back. Throws `SPEC_INVALID`. */
export function defineComponent<O extends object, V extends object = Record<never, never>>(spec: ComponentSpec<O, V>): ComponentSpec<O, V> {
  if ((spec.chart === undefined) !== (spec.values === undefined) || (spec.chart === undefined) !== (spec.chartValues === undefined)) {
    throw new HelmwrightError("SPEC_INVALID", `define component ${spec.name}: chart, values and chartValues belong together`, {
      hint: "Give all three, or none of them and `resources` instead.",
      subject: { component: spec.name },
    });
  }
  return Object.freeze(spec);
}

/** Binds options to a spec: what every component's factory calls. `place` is where the factory was called. */
export function bindComponent<O extends object, V extends object>(
  spec: ComponentSpec<O, V>,
  options: O,
  placement: Placement<V> = {},
  place?: string,
): Component {
  const { chart, namespace, provides, readiness, crds, varies, clientSideApply } = spec;
  const accepts = (claim: Claim): string | undefined => {
    const check = spec.accepts?.[claim.ref.kind] as ((asks: unknown, options: O) => string | undefined) | undefined;
    return check ? check(claim.asks, options) : `${spec.name} takes no claims of kind ${claim.ref.kind}`;
  };
  return {
    [brand]: true,
    type: spec.name,
    options,
    placement,
    place,
    bound: {
      chart,
      namespace,
      provides,
      readiness,
      crds,
      varies,
      clientSideApply,
      accepts,
      optionsSchema: z.strictObject(spec.options),
      valuesSchema: spec.chartValues,
      values: (context) => spec.values?.(options, context) ?? {},
      resources: (context) => spec.resources?.(options, context) ?? [],
      secrets: (context) => spec.secrets?.(options, context) ?? [],
      claims: (context) => spec.claims?.(options, context) ?? [],
      atRunTime: (context) => spec.atRunTime?.(options, context) ?? [],
    },
  };
}
