import type { Component } from "./component.ts";
import type { Profile } from "./context.ts";
import { HelmwrightError } from "./error.ts";

/** A cluster, always by name: kubectl's current context is never used by itself. */
export interface ClusterTarget {
  /** Context in the kubeconfig. */
  readonly context: string;
  /** Path of the kubeconfig. Default: `$KUBECONFIG`, then `~/.kube/config`. */
  readonly kubeconfig?: string | undefined;
}

export interface Environment {
  readonly target: "sandbox" | ClusterTarget;
  readonly profile: Profile;
  /** Changes ask first, or need `--yes`. Default: false. */
  readonly protected?: boolean | undefined;
}

/** The environment a platform is composed for. */
export interface ChosenEnvironment<E extends string = string> {
  readonly name: E;
  readonly profile: Profile;
  /** The value given for this environment, else `default`. */
  pick<const T>(by: { readonly [K in NoInfer<E>]?: T } & { readonly default: T }): T;
}

export interface PlatformDefinition<E extends string, C extends Readonly<Record<string, Component>>> {
  readonly name: string;
  /** The first one is the default. */
  readonly environments: { readonly [K in E]: Environment };
  /** The keys of the result name the instances: in `--only`, in errors, in outputs. */
  compose(given: { readonly env: ChosenEnvironment<NoInfer<E>> }): C;
}

export interface Platform {
  readonly name: string;
  readonly environments: Readonly<Record<string, Environment>>;
  compose(environment: string): Readonly<Record<string, Component>>;
}

/** Names a platform, its environments, and what it consists of. Throws `ENVIRONMENT_UNKNOWN` when composed for another. */
export function definePlatform<const E extends string, const C extends Readonly<Record<string, Component>>>(
  definition: PlatformDefinition<E, C>,
): Platform {
  const environments: Readonly<Record<string, Environment>> = definition.environments;
  return {
    name: definition.name,
    environments,
    compose: (environment) => definition.compose({ env: choose<E>(environments, environment, definition.name) }),
  };
}

function choose<E extends string>(
  environments: Readonly<Record<string, Environment>>,
  name: string,
  platform: string,
): ChosenEnvironment<E> {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (!environment) {
    throw new HelmwrightError("ENVIRONMENT_UNKNOWN", `compose platform ${platform}: there is no environment ${JSON.stringify(name)}`, {
      hint: `It has ${Object.keys(environments).join(", ")}.`,
    });
  }
  return {
    name: name as E,
    profile: environment.profile,
    pick: <const T>(by: { readonly [K in NoInfer<E>]?: T } & { readonly default: T }): T => {
      const own = Object.hasOwn(by, name) ? (by as Readonly<Record<string, T | undefined>>)[name] : undefined;
      return own === undefined ? by.default : own;
    },
  };
}

/** A platform of one component and of everything it refers to: what a component's own `install` deploys. */
export function platformOf(component: Component, referred: readonly Component[], environment: Environment): Platform {
  const all = [...referred, component];
  const record: Record<string, Component> = {};
  for (const one of all) {
    const name = one.placement.name ?? one.type;
    record[name in record ? `${name}-${Object.keys(record).length}` : name] = one;
  }
  return { name: component.placement.name ?? component.type, environments: { default: environment }, compose: () => record };
}
