export { connectCluster } from "./connect-cluster.ts";
export type { ClusterConnection } from "./connect-cluster.ts";
export { holdLease } from "./hold-lease.ts";
export type { HeldLease, LeaseHolder, LeaseOptions } from "./hold-lease.ts";
export { kubeconfigPaths } from "./kubeconfig.ts";
export { readinessOf } from "./readiness.ts";
export type { Readiness } from "./readiness.ts";
