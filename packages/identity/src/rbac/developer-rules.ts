import { may, read, write } from "./policy-rule.ts";
import type { PolicyRule } from "./policy-rule.ts";

/**
 * Running applications in a namespace. Roles, quotas, network and mesh policies are left out, because they are what limits
 * an application; so is reading Secrets through the API, though whoever runs pods can mount them.
 */
export const developerRules: readonly PolicyRule[] = [
  write("", ["configmaps", "services", "pods", "persistentvolumeclaims", "serviceaccounts"]),
  read("", ["pods/log", "pods/status", "endpoints", "events", "resourcequotas", "limitranges", "replicationcontrollers"]),
  may(["get", "create"], "", ["pods/exec", "pods/attach", "pods/portforward"]),
  may(["patch", "update"], "", ["pods/ephemeralcontainers"]),
  may(["create"], "", ["pods/eviction"]),
  may(["create", "update", "patch", "delete"], "", ["secrets"]),
  write("apps", ["deployments", "statefulsets", "daemonsets"]),
  read("apps", ["replicasets", "controllerrevisions"]),
  may(["get", "update", "patch"], "apps", ["deployments/scale", "statefulsets/scale"]),
  write("batch", ["jobs", "cronjobs"]),
  write("autoscaling", ["horizontalpodautoscalers"]),
  write("policy", ["poddisruptionbudgets"]),
  write("networking.k8s.io", ["ingresses"]),
  read("networking.k8s.io", ["networkpolicies"]),
  read("discovery.k8s.io", ["endpointslices"]),
  read("events.k8s.io", ["events"]),
  read("metrics.k8s.io", ["pods"]),
  write("cert-manager.io", ["certificates"]),
  read("cert-manager.io", ["certificaterequests", "issuers"]),
  write("external-secrets.io", ["externalsecrets"]),
  write("bitnami.com", ["sealedsecrets"]),
  write("monitoring.coreos.com", ["servicemonitors", "podmonitors", "prometheusrules", "probes"]),
  write("networking.istio.io", ["destinationrules", "virtualservices", "serviceentries"]),
  read("security.istio.io", ["authorizationpolicies", "peerauthentications"]),
];
