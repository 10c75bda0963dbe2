import type { Context } from "@helmwright/sdk";

/** The chart cuts its names so that what the operator adds to them still fits. */
export function stackName({ release }: Context): string {
  const full = release.name.includes("kube-prometheus-stack") ? release.name : `${release.name}-kube-prometheus-stack`;
  return full.slice(0, 26).replace(/-$/, "");
}
export const prometheusName = (context: Context): string => `${stackName(context)}-prometheus`;
export const alertmanagerName = (context: Context): string => `${stackName(context)}-alertmanager`;
export const grafanaName = ({ release }: Context): string => `${release.name}-grafana`;
export const grafanaSecretName = (context: Context): string => `${grafanaName(context)}-credentials`;
export const grafanaAuthorityName = (context: Context): string => `${grafanaName(context)}-login-authority`;

/** 2 pods that do the same work, or 3 that vote: in `ha`; one in `single-node`. */
export function replicasOf(own: number | undefined, many: number, { profile }: Context): number {
  return own ?? (profile === "ha" ? many : 1);
}
