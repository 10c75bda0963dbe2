import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

/** What the operator, the webhook and the certificate controller have in common. */
export interface ExternalSecretsWorkload {
  readonly replicaCount?: number | undefined;
  readonly podDisruptionBudget?: { readonly enabled?: boolean | undefined; readonly minAvailable?: number | undefined } | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly networkPolicy?: { readonly enabled?: boolean | undefined } | undefined;
  readonly priorityClassName?: string | undefined;
  readonly hostNetwork?: boolean | undefined;
  readonly extraArgs?: Readonly<Record<string, string>> | undefined;
  readonly serviceAccount?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined;
}

/** The values of the chart that this package or its users set. */
export interface ExternalSecretsChartValues extends ExternalSecretsWorkload {
  readonly installCRDs?: boolean | undefined;
  readonly crds?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined;
  readonly leaderElect?: boolean | undefined;
  readonly leaderElectionID?: string | undefined;
  readonly concurrent?: number | undefined;
  readonly controllerClass?: string | undefined;
  readonly log?: { readonly level?: string | undefined; readonly timeEncoding?: string | undefined } | undefined;
  readonly serviceMonitor?:
    | {
        readonly enabled?: boolean | undefined;
        readonly renderMode?: "skipIfMissing" | "failIfMissing" | "alwaysRender" | undefined;
        readonly interval?: string | undefined;
      }
    | undefined;
  readonly webhook?:
    | (ExternalSecretsWorkload & { readonly port?: number | undefined; readonly failurePolicy?: "Fail" | "Ignore" | undefined })
    | undefined;
  readonly certController?: ExternalSecretsWorkload | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const count = z.int().optional();
const texts = z.record(z.string(), z.string()).optional();

const workload = {
  replicaCount: count,
  podDisruptionBudget: z.strictObject({ enabled: flag, minAvailable: count }).optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  resources: resourcesSchema.optional(),
  nodeSelector: texts,
  tolerations: z.array(tolerationSchema).readonly().optional(),
  networkPolicy: z.strictObject({ enabled: flag }).optional(),
  priorityClassName: text,
  hostNetwork: flag,
  extraArgs: texts,
  serviceAccount: z.strictObject({ annotations: texts }).optional(),
} satisfies Shape<ExternalSecretsWorkload>;

export const externalSecretsChartValues: Shape<ExternalSecretsChartValues> = {
  ...workload,
  installCRDs: flag,
  crds: z.strictObject({ annotations: texts }).optional(),
  leaderElect: flag,
  leaderElectionID: text,
  concurrent: count,
  controllerClass: text,
  log: z.strictObject({ level: text, timeEncoding: text }).optional(),
  serviceMonitor: z
    .strictObject({ enabled: flag, renderMode: z.enum(["skipIfMissing", "failIfMissing", "alwaysRender"]).optional(), interval: text })
    .optional(),
  webhook: z.strictObject({ ...workload, port: count, failurePolicy: z.enum(["Fail", "Ignore"]).optional() }).optional(),
  certController: z.strictObject(workload).optional(),
};
