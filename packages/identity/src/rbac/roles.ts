import { adminRules } from "./admin-rules.ts";
import { developerRules } from "./developer-rules.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { read, write } from "./policy-rule.ts";

export type RoleName = "platform-admin" | "app-developer" | "monitoring-reader" | "storage-admin";

const monitoringRules: readonly PolicyRule[] = [
  read("", [
    "nodes",
    "namespaces",
    "pods",
    "services",
    "endpoints",
    "events",
    "persistentvolumes",
    "persistentvolumeclaims",
    "resourcequotas",
  ]),
  read("events.k8s.io", ["events"]),
  read("discovery.k8s.io", ["endpointslices"]),
  read("apps", ["deployments", "daemonsets", "statefulsets", "replicasets"]),
  read("batch", ["jobs", "cronjobs"]),
  read("autoscaling", ["horizontalpodautoscalers"]),
  read("metrics.k8s.io", ["nodes", "pods"]),
  read("monitoring.coreos.com", [
    "alertmanagers",
    "podmonitors",
    "probes",
    "prometheuses",
    "prometheusrules",
    "scrapeconfigs",
    "servicemonitors",
  ]),
  { nonResourceURLs: ["/metrics", "/healthz", "/livez", "/readyz"], verbs: ["get"] },
];

const storageRules: readonly PolicyRule[] = [
  write("", ["persistentvolumes", "persistentvolumeclaims"]),
  read("", ["nodes", "namespaces", "pods", "events"]),
  write("storage.k8s.io", ["storageclasses", "volumeattributesclasses"]),
  read("storage.k8s.io", ["csidrivers", "csinodes", "csistoragecapacities", "volumeattachments"]),
  write("snapshot.storage.k8s.io", ["volumesnapshots", "volumesnapshotclasses", "volumesnapshotcontents"]),
  write("postgresql.cnpg.io", ["backups", "scheduledbackups"]),
  read("postgresql.cnpg.io", ["clusters", "databases", "poolers"]),
  write("velero.io", ["backups", "schedules", "restores", "downloadrequests", "deletebackuprequests"]),
  read("velero.io", [
    "backupstoragelocations",
    "volumesnapshotlocations",
    "podvolumebackups",
    "podvolumerestores",
    "datauploads",
    "datadownloads",
  ]),
];

/** What each role may do. Every verb, resource and API group is listed: what is not here is not allowed. */
export const roleRules: Readonly<Record<RoleName, readonly PolicyRule[]>> = {
  "platform-admin": adminRules,
  "app-developer": developerRules,
  "monitoring-reader": monitoringRules,
  "storage-admin": storageRules,
};
