import type { JsonObject, Manifest } from "@helmwright/sdk";

import type { RbacOptions, RoleSubjects } from "./options.ts";
import { roleRules } from "./roles.ts";
import type { RoleName } from "./roles.ts";

const apiGroup = "rbac.authorization.k8s.io";
const apiVersion = `${apiGroup}/v1`;

/** The four roles, and who has them. */
export function rbacResources(options: RbacOptions): readonly Manifest[] {
  const { platformAdmins, appDevelopers = {}, monitoringReaders, storageAdmins } = options;
  return [
    ...Object.entries(roleRules).map(([name, rules]): Manifest => ({ apiVersion, kind: "ClusterRole", metadata: { name }, rules })),
    ...everywhere("platform-admin", platformAdmins),
    ...everywhere("monitoring-reader", monitoringReaders),
    ...everywhere("storage-admin", storageAdmins),
    ...Object.entries(appDevelopers).map(([namespace, subjects]) => binding("app-developer", subjects, namespace)),
  ];
}

function everywhere(role: RoleName, subjects: RoleSubjects | undefined): readonly Manifest[] {
  return subjects ? [binding(role, subjects)] : [];
}

function binding(role: RoleName, subjects: RoleSubjects, namespace?: string): Manifest {
  return {
    apiVersion,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name: role, namespace },
    roleRef: { apiGroup, kind: "ClusterRole", name: role },
    subjects: subjectsOf(subjects),
  };
}

function subjectsOf({ groups = [], users = [], serviceAccounts = [] }: RoleSubjects): readonly JsonObject[] {
  return [
    ...groups.map((name) => ({ kind: "Group", apiGroup, name })),
    ...users.map((name) => ({ kind: "User", apiGroup, name })),
    ...serviceAccounts.map(({ namespace, name }) => ({ kind: "ServiceAccount", namespace, name })),
  ];
}
