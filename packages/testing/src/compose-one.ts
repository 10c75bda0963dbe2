import { bindComponent, compose, defineComponent, ProblemsError, refSchema } from "@helmwright/core";
import type { Capability, Claim, Component, Composition, HelmwrightError, Instance, Kind, Platform, Profile } from "@helmwright/core";

export interface ComposeOneOptions {
  /** Default: `ha`. */
  readonly profile?: Profile | undefined;
  /** Other components of the platform, by instance name. Default: none. */
  readonly with?: Readonly<Record<string, Component>> | undefined;
  /** What the platform has without anyone referring to it. Default: nothing. */
  readonly has?: readonly Capability[] | undefined;
  /** What others ask of the component. Default: nothing. */
  readonly claims?: readonly Claim[] | undefined;
  /** Version of the API server, without `v`. Default: `1.37.1`. */
  readonly kubernetes?: string | undefined;
}

/** The component in a throwaway platform, under the name `subject`. Throws `ProblemsError` when the platform has problems. */
export function instanceOf(component: Component, options: ComposeOneOptions = {}): Instance {
  const { instances, problems } = composeOne(component, options);
  const instance = instances.find(({ id }) => id === "subject");
  if (!instance || problems.length > 0) throw new ProblemsError(problems.map(describe).join("\n"), problems);
  return instance;
}

/** Everything that composing these components finds wrong, as `CODE message (hint)`. */
export function problemsOf(
  record: Readonly<Record<string, Component>>,
  options: Omit<ComposeOneOptions, "with" | "claims"> = {},
): readonly string[] {
  return composeAll(record, options).problems.map(describe);
}

/** A component that consists of one claim: stands for whatever asks something of another component. */
export function claimant<K extends Kind>(claim: Claim<K>): Component {
  const spec = defineComponent<{ readonly uses: Claim<K>["ref"] }>({
    name: "claimant",
    namespace: { name: "claimant", podSecurity: "restricted" },
    options: { uses: refSchema(claim.ref.kind) },
    claims: () => [claim],
  });
  return bindComponent(spec, { uses: claim.ref });
}

function composeOne(subject: Component, { with: others = {}, claims = [], ...options }: ComposeOneOptions): Composition {
  const claimants = claims.map((claim, index) => [`claimant-${index}`, named(claimant(claim), `claimant-${index}`)] as const);
  return composeAll({ ...others, subject, ...Object.fromEntries(claimants) }, options);
}

function composeAll(
  record: Readonly<Record<string, Component>>,
  { profile = "ha", has = [], kubernetes = "1.37.1" }: ComposeOneOptions,
): Composition {
  const provider = defineComponent({
    name: "capabilities",
    namespace: { name: "capabilities", podSecurity: "restricted" },
    options: {},
    provides: has,
  });
  const platform: Platform = {
    name: "test",
    environments: { default: { target: "sandbox", profile } },
    compose: () => ({ ...record, capabilities: bindComponent(provider, {}) }),
  };
  return compose(platform, { environment: "default", kubernetes });
}

function named(component: Component, name: string): Component {
  return { ...component, placement: { ...component.placement, name } };
}

function describe({ code, message, hint }: HelmwrightError): string {
  return `${code} ${message}${hint === undefined ? "" : ` (${hint})`}`;
}
