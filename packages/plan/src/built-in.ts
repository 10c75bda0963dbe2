import type { Use } from "./use.ts";

/** API groups that every cluster has without a CRD. */
const groups = new Set([
  "",
  "apps",
  "batch",
  "autoscaling",
  "policy",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "storagemigration.k8s.io",
]);

export function isBuiltInGroup(group: string): boolean {
  return groups.has(group);
}

export const builtInNamespaces: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);
const roles = new Set(["admin", "edit", "view", "cluster-admin"]);

/** Whether every cluster has the object that is named. */
export function isBuiltIn({ kind, namespace, name }: Use): boolean {
  switch (kind) {
    case "ServiceAccount":
      return name === "default" || namespace === "kube-system";
    case "ConfigMap":
      return name === "kube-root-ca.crt" || (namespace === "kube-system" && name === "extension-apiserver-authentication");
    case "PriorityClass":
      return name.startsWith("system-");
    case "ClusterRole":
      return roles.has(name) || name.startsWith("system:");
    case "Role":
      return namespace === "kube-system" && (name.startsWith("system:") || name === "extension-apiserver-authentication-reader");
    case "Service":
      return namespace === "default" && name === "kubernetes";
    default:
      return false;
  }
}
