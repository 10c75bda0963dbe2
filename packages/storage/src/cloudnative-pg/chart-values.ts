import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface CloudNativePgChartValues {
  readonly replicaCount?: number | undefined;
  readonly crds?: { readonly create?: boolean | undefined } | undefined;
  readonly config?:
    | {
        readonly clusterWide?: boolean | undefined;
        readonly data?: Readonly<Record<string, string>> | undefined;
        readonly maxConcurrentReconciles?: number | undefined;
      }
    | undefined;
  readonly webhook?: { readonly port?: number | undefined } | undefined;
  readonly hostNetwork?: boolean | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly priorityClassName?: string | undefined;
  readonly monitoring?:
    | {
        readonly podMonitorEnabled?: boolean | undefined;
        readonly grafanaDashboard?: { readonly create?: boolean | undefined } | undefined;
      }
    | undefined;
}

const flag = z.boolean().optional();
const count = z.int().optional();
const texts = z.record(z.string(), z.string()).optional();

export const cloudNativePgChartValues: Shape<CloudNativePgChartValues> = {
  replicaCount: count,
  crds: z.strictObject({ create: flag }).optional(),
  config: z.strictObject({ clusterWide: flag, data: texts, maxConcurrentReconciles: count }).optional(),
  webhook: z.strictObject({ port: count }).optional(),
  hostNetwork: flag,
  resources: resourcesSchema.optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  nodeSelector: texts,
  tolerations: z.array(tolerationSchema).readonly().optional(),
  priorityClassName: z.string().optional(),
  monitoring: z.strictObject({ podMonitorEnabled: flag, grafanaDashboard: z.strictObject({ create: flag }).optional() }).optional(),
};
