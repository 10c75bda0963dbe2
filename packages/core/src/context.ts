import type { Claim, Kind } from "./reference.ts";

/** How much a platform spends on availability. `ha` means replicas, budgets and spreading; `single-node` means one of each. */
export type Profile = "single-node" | "ha";

/**
 * What a platform can have without anyone referring to it. What is mutual (an ingress has metrics, metrics have an
 * ingress) goes through these, so that no cycle of references comes of it.
 */
export type Capability = "monitoring" | "mesh" | "networkPolicies";

/** What a component may know of the platform around it, without depending on anyone. */
export interface Context {
  readonly platform: string;
  readonly profile: Profile;
  /** Version of the target's API server, without `v`: `1.37.1`. */
  readonly kubernetes: string;
  /** The component's own release. */
  readonly release: { readonly name: string; readonly namespace: string };
  readonly has: Readonly<Record<Capability, boolean>>;
  /** What others ask of this component. */
  claims<K extends Kind>(kind: K): readonly Claim<K>[];
}
