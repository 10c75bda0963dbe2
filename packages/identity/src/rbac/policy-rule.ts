/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

const readVerbs: readonly string[] = ["get", "list", "watch"];
const writeVerbs: readonly string[] = [...readVerbs, "create", "update", "patch", "delete", "deletecollection"];

/** Looking at resources of one API group. */
export function read(apiGroup: string, resources: readonly string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs: readVerbs };
}

/** Looking at resources of one API group, and making, changing and deleting them. */
export function write(apiGroup: string, resources: readonly string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs: writeVerbs };
}

/** Verbs that belong to some resources only: `create` on `pods/exec`, `approve` on `signers`. */
export function may(verbs: readonly string[], apiGroup: string, resources: readonly string[]): PolicyRule {
  return { apiGroups: [apiGroup], resources, verbs };
}
