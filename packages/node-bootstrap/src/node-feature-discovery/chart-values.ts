import { resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface NodeFeatureDiscoveryChartValues {
  readonly image?: { readonly repository?: string | undefined; readonly tag?: string | undefined } | undefined;
  readonly priorityClassName?: string | undefined;
  readonly postDeleteCleanup?: boolean | undefined;
  readonly master?: NodeFeatureMaster | undefined;
  readonly worker?: NodeFeatureWorker | undefined;
  readonly gc?: NodeFeatureCollector | undefined;
  readonly topologyUpdater?: { readonly enable?: boolean | undefined } | undefined;
  readonly prometheus?: { readonly enable?: boolean | undefined; readonly scrapeInterval?: string | undefined } | undefined;
}

export interface NodeFeatureMaster {
  readonly config?: { readonly denyLabelNs?: readonly string[] | undefined; readonly resyncPeriod?: string | undefined } | undefined;
  readonly enableTaints?: boolean | undefined;
  readonly replicaCount?: number | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly podDisruptionBudget?: Budget | undefined;
}

export interface NodeFeatureWorker {
  readonly config?:
    | {
        readonly core?: { readonly sleepInterval?: string | undefined; readonly labelSources?: readonly string[] | undefined } | undefined;
        readonly sources?:
          | {
              readonly pci?:
                | {
                    readonly deviceClassWhitelist?: readonly string[] | undefined;
                    readonly deviceLabelFields?: readonly string[] | undefined;
                  }
                | undefined;
            }
          | undefined;
      }
    | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly priorityClassName?: string | undefined;
}

export interface NodeFeatureCollector {
  readonly enable?: boolean | undefined;
  readonly interval?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
}

interface Budget {
  readonly enable?: boolean | undefined;
  readonly minAvailable?: number | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const texts = z.array(z.string()).readonly().optional();
const tolerations = z.array(tolerationSchema).readonly().optional();

const master = z.strictObject({
  config: z.strictObject({ denyLabelNs: texts, resyncPeriod: text }).optional(),
  enableTaints: flag,
  replicaCount: z.int().optional(),
  resources: resourcesSchema.optional(),
  tolerations,
  podDisruptionBudget: z.strictObject({ enable: flag, minAvailable: z.int().optional() }).optional(),
} satisfies Shape<NodeFeatureMaster>);

const worker = z.strictObject({
  config: z
    .strictObject({
      core: z.strictObject({ sleepInterval: text, labelSources: texts }).optional(),
      sources: z.strictObject({ pci: z.strictObject({ deviceClassWhitelist: texts, deviceLabelFields: texts }).optional() }).optional(),
    })
    .optional(),
  resources: resourcesSchema.optional(),
  tolerations,
  nodeSelector: z.record(z.string(), z.string()).optional(),
  priorityClassName: text,
} satisfies Shape<NodeFeatureWorker>);

export const nodeFeatureDiscoveryChartValues: Shape<NodeFeatureDiscoveryChartValues> = {
  image: z.strictObject({ repository: text, tag: text }).optional(),
  priorityClassName: text,
  postDeleteCleanup: flag,
  master: master.optional(),
  worker: worker.optional(),
  gc: z.strictObject({ enable: flag, interval: text, resources: resourcesSchema.optional() }).optional(),
  topologyUpdater: z.strictObject({ enable: flag }).optional(),
  prometheus: z.strictObject({ enable: flag, scrapeInterval: text }).optional(),
};
