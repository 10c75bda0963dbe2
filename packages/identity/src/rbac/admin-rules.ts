import { may, read, write } from "./policy-rule.ts";
import type { PolicyRule } from "./policy-rule.ts";

/** Everything that is built in, apart from impersonation and signing, and the custom resources of the platform's components. */
export const adminRules: readonly PolicyRule[] = [
  write("", [
    "namespaces", "configmaps", "secrets", "services", "endpoints", "pods", "replicationcontrollers", "persistentvolumeclaims",
    "persistentvolumes", "serviceaccounts", "resourcequotas", "limitranges", "events", "podtemplates",
  ]),
  may(["get", "list", "watch", "update", "patch", "delete"], "", ["nodes"]),
  read("", ["componentstatuses", "pods/log", "pods/status", "nodes/status", "namespaces/status"]),
  may(["get", "create"], "", ["pods/exec", "pods/attach", "pods/portforward"]),
  may(["create"], "", ["pods/eviction", "serviceaccounts/token"]),
  may(["patch", "update"], "", ["pods/ephemeralcontainers", "pods/resize"]),
  may(["get"], "", ["nodes/metrics", "nodes/stats", "nodes/log", "nodes/proxy", "services/proxy", "pods/proxy"]),
  write("apps", ["deployments", "daemonsets", "statefulsets", "replicasets", "controllerrevisions"]),
  may(["get", "update", "patch"], "apps", ["deployments/scale", "statefulsets/scale", "replicasets/scale"]),
  write("batch", ["jobs", "cronjobs"]),
  write("autoscaling", ["horizontalpodautoscalers"]),
  write("policy", ["poddisruptionbudgets"]),
  write("networking.k8s.io", ["ingresses", "ingressclasses", "networkpolicies", "ipaddresses", "servicecidrs"]),
  write("discovery.k8s.io", ["endpointslices"]),
  write("coordination.k8s.io", ["leases"]),
  write("events.k8s.io", ["events"]),
  write("scheduling.k8s.io", ["priorityclasses"]),
  write("storage.k8s.io", ["storageclasses", "csidrivers", "csinodes", "csistoragecapacities", "volumeattachments", "volumeattributesclasses"]),
  write("node.k8s.io", ["runtimeclasses"]),
  write("resource.k8s.io", ["deviceclasses", "resourceclaims", "resourceclaimtemplates", "resourceslices"]),
  write("flowcontrol.apiserver.k8s.io", ["flowschemas", "prioritylevelconfigurations"]),
  write("admissionregistration.k8s.io", [
    "mutatingwebhookconfigurations", "validatingwebhookconfigurations", "validatingadmissionpolicies", "validatingadmissionpolicybindings",
  ]),
  write("apiextensions.k8s.io", ["customresourcedefinitions"]),
  write("apiregistration.k8s.io", ["apiservices"]),
  write("certificates.k8s.io", ["certificatesigningrequests"]),
  // Without `bind` and `escalate`: nobody can give what he does not have himself.
  write("rbac.authorization.k8s.io", ["roles", "rolebindings", "clusterroles", "clusterrolebindings"]),
  may(["create"], "authorization.k8s.io", ["localsubjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews"]),
  read("metrics.k8s.io", ["nodes", "pods"]),
  ...customResources(),
  { nonResourceURLs: ["/metrics", "/healthz", "/livez", "/readyz", "/version"], verbs: ["get"] },
];

/** A group that a cluster does not have does no harm here. */
function customResources(): readonly PolicyRule[] {
  return [
    write("cert-manager.io", ["certificaterequests", "certificates", "clusterissuers", "issuers"]),
    write("acme.cert-manager.io", ["challenges", "orders"]),
    write("metallb.io", ["bfdprofiles", "bgpadvertisements", "bgppeers", "communities", "ipaddresspools", "l2advertisements", "servicel2statuses"]),
    write("nfd.k8s-sigs.io", ["nodefeatures", "nodefeaturegroups", "nodefeaturerules"]),
    write("postgresql.cnpg.io", [
      "backups", "clusterimagecatalogs", "clusters", "databases", "imagecatalogs", "poolers", "publications", "scheduledbackups", "subscriptions",
    ]),
    write("snapshot.storage.k8s.io", ["volumesnapshots", "volumesnapshotclasses", "volumesnapshotcontents"]),
    write("velero.io", [
      "backuprepositories", "backups", "backupstoragelocations", "datadownloads", "datauploads", "deletebackuprequests", "downloadrequests",
      "podvolumebackups", "podvolumerestores", "restores", "schedules", "serverstatusrequests", "volumesnapshotlocations",
    ]),
    write("external-secrets.io", ["clusterexternalsecrets", "clusterpushsecrets", "clustersecretstores", "externalsecrets", "pushsecrets", "secretstores"]),
    write("bitnami.com", ["sealedsecrets"]),
    write("monitoring.coreos.com", [
      "alertmanagerconfigs", "alertmanagers", "podmonitors", "probes", "prometheusagents", "prometheuses", "prometheusrules", "scrapeconfigs",
      "servicemonitors", "thanosrulers",
    ]),
    write("security.istio.io", ["authorizationpolicies", "peerauthentications", "requestauthentications"]),
    write("networking.istio.io", [
      "destinationrules", "envoyfilters", "gateways", "proxyconfigs", "serviceentries", "sidecars", "virtualservices", "workloadentries", "workloadgroups",
    ]),
    write("telemetry.istio.io", ["telemetries"]),
    write("extensions.istio.io", ["wasmplugins"]),
    read("dex.coreos.com", ["oauth2clients", "connectors"]),
  ];
}
