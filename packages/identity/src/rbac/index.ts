import { component, defineComponent } from "@helmwright/sdk";
import type { Component, ComponentSpec, Lifecycle, Placement } from "@helmwright/sdk";

import { rbacOptions } from "./options.ts";
import type { RbacOptions } from "./options.ts";
import { rbacResources } from "./resources.ts";

export type { RbacOptions, RoleSubjects } from "./options.ts";

type NoValues = Record<never, never>;

const spec: ComponentSpec<RbacOptions, NoValues> = defineComponent<RbacOptions>({
  name: "rbac",
  // The roles are the cluster's; the namespace holds the record of the release.
  namespace: { name: "platform-rbac", podSecurity: "restricted" },
  options: rbacOptions,
  resources: rbacResources,
});

export interface Rbac extends Component, Lifecycle {}

/** Roles for the people around a cluster, and who has them. No rule has a wildcard. */
export function rbac(options: RbacOptions = {}, placement?: Placement<NoValues>): Rbac {
  return component(spec, options, placement, () => ({}));
}
