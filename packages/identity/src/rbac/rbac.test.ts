import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { rbac } from "./index.ts";
import type { RbacOptions } from "./index.ts";

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const roles = instanceOf(rbac()).resources;
const rulesOf = (name: string): readonly Rule[] => roles.find(({ metadata }) => metadata.name === name)?.["rules"] as readonly Rule[];
const allowed = (role: string, verb: string, group: string, resource: string): boolean =>
  rulesOf(role).some(
    ({ apiGroups = [], resources = [], verbs }) => apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb),
  );

test("four roles and nobody who has them", () => {
  expect(roles.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    "ClusterRole platform-admin",
    "ClusterRole app-developer",
    "ClusterRole monitoring-reader",
    "ClusterRole storage-admin",
  ]);
});

test("no rule has a wildcard, in no field, and none is empty", () => {
  const wildcards = roles.flatMap(({ metadata, ...role }) =>
    (role["rules"] as readonly Rule[]).flatMap((rule) =>
      Object.entries(rule).flatMap(([field, values]) =>
        (values as readonly string[]).filter((value) => value.includes("*")).map((value) => `${metadata.name} ${field} ${value}`),
      ),
    ),
  );
  expect(wildcards).toEqual([]);
  const rules = roles.flatMap((role) => role["rules"] as readonly Rule[]);
  expect(rules.length).toBeGreaterThan(80);
  expect(
    rules.filter(
      ({ verbs, resources = [], nonResourceURLs = [] }) => verbs.length === 0 || resources.length + nonResourceURLs.length === 0,
    ),
  ).toEqual([]);
});

test.each<[string, string, string, string, boolean]>([
  ["platform-admin", "delete", "", "namespaces", true],
  ["platform-admin", "create", "apiextensions.k8s.io", "customresourcedefinitions", true],
  ["platform-admin", "create", "security.istio.io", "authorizationpolicies", true],
  ["platform-admin", "escalate", "rbac.authorization.k8s.io", "clusterroles", false],
  ["platform-admin", "bind", "rbac.authorization.k8s.io", "clusterroles", false],
  ["platform-admin", "impersonate", "", "users", false],
  ["platform-admin", "approve", "certificates.k8s.io", "signers", false],
  ["app-developer", "create", "apps", "deployments", true],
  ["app-developer", "create", "", "pods/exec", true],
  ["app-developer", "get", "", "secrets", false],
  ["app-developer", "create", "rbac.authorization.k8s.io", "rolebindings", false],
  ["app-developer", "update", "", "resourcequotas", false],
  ["app-developer", "update", "networking.k8s.io", "networkpolicies", false],
  ["app-developer", "create", "security.istio.io", "authorizationpolicies", false],
  ["monitoring-reader", "list", "monitoring.coreos.com", "servicemonitors", true],
  ["monitoring-reader", "create", "monitoring.coreos.com", "servicemonitors", false],
  ["monitoring-reader", "get", "", "secrets", false],
  ["monitoring-reader", "get", "", "configmaps", false],
  ["storage-admin", "delete", "", "persistentvolumes", true],
  ["storage-admin", "create", "velero.io", "restores", true],
  ["storage-admin", "get", "", "secrets", false],
  ["storage-admin", "create", "", "pods", false],
])("%s: %s on %s/%s is %s", (role, verb, group, resource, expected) => {
  expect(allowed(role, verb, group, resource)).toBe(expected);
});

test("who reads only, reads only", () => {
  expect(new Set(rulesOf("monitoring-reader").flatMap(({ verbs }) => verbs))).toEqual(new Set(["get", "list", "watch"]));
});

test("roles are bound to groups, users and accounts; developers in their namespaces", () => {
  const { resources } = instanceOf(
    rbac({
      platformAdmins: { groups: ["oidc:ops"], users: ["ada@example.org"] },
      storageAdmins: { serviceAccounts: [{ namespace: "velero", name: "velero" }] },
      appDevelopers: { "team-a": { groups: ["oidc:a"] }, "team-b": { groups: ["oidc:b"] } },
    }),
  );
  const apiGroup = "rbac.authorization.k8s.io";
  const roleRef = (name: string): object => ({ apiGroup, kind: "ClusterRole", name });
  expect(plain(resources.slice(4))).toEqual([
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: "platform-admin" },
      roleRef: roleRef("platform-admin"),
      subjects: [
        { kind: "Group", apiGroup, name: "oidc:ops" },
        { kind: "User", apiGroup, name: "ada@example.org" },
      ],
    },
    {
      apiVersion: `${apiGroup}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: "storage-admin" },
      roleRef: roleRef("storage-admin"),
      subjects: [{ kind: "ServiceAccount", namespace: "velero", name: "velero" }],
    },
    ...["a", "b"].map((team) => ({
      apiVersion: `${apiGroup}/v1`,
      kind: "RoleBinding",
      metadata: { name: "app-developer", namespace: `team-${team}` },
      roleRef: roleRef("app-developer"),
      subjects: [{ kind: "Group", apiGroup, name: `oidc:${team}` }],
    })),
  ]);
});

test.each<[string, unknown, string]>([
  ["a typo at depth", { platformAdmins: { group: ["x"] } }, "Did you mean groups?"],
  ["nobody", { platformAdmins: {} }, "expected a group, a user or a service account"],
  ["everybody", { monitoringReaders: { groups: ["system:unauthenticated"] } }, "must not get a role"],
  ["a namespace that is none", { appDevelopers: { "Team A": { groups: ["x"] } } }, 'appDevelopers."Team A"'],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ roles: rbac(options as RbacOptions) }).join("\n")).toContain(message);
});
