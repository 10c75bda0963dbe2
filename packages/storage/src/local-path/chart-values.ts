import { containerSecurityContextSchema, podSecurityContextSchema, resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ContainerSecurityContext, PodSecurityContext, ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface LocalPathChartValues {
  readonly replicaCount?: number | undefined;
  readonly helperImage?: { readonly repository?: string | undefined; readonly tag?: string | undefined } | undefined;
  readonly storageClass?: LocalPathStorageClass | undefined;
  readonly nodePathMap?: readonly { readonly node: string; readonly paths: readonly string[] }[] | undefined;
  readonly podSecurityContext?: PodSecurityContext | undefined;
  readonly securityContext?: ContainerSecurityContext | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly helperPod?: { readonly resources?: ResourceRequirements | undefined } | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly priorityClassName?: string | undefined;
  readonly configmap?: { readonly name?: string | undefined } | undefined;
}

export interface LocalPathStorageClass {
  readonly create?: boolean | undefined;
  readonly name?: string | undefined;
  readonly provisionerName?: string | undefined;
  readonly defaultClass?: boolean | undefined;
  readonly defaultVolumeType?: "hostPath" | "local" | undefined;
  readonly reclaimPolicy?: "Delete" | "Retain" | undefined;
  readonly volumeBindingMode?: "WaitForFirstConsumer" | "Immediate" | undefined;
  readonly pathPattern?: string | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();

const storageClass = z.strictObject({
  create: flag,
  name: text,
  provisionerName: text,
  defaultClass: flag,
  defaultVolumeType: z.enum(["hostPath", "local"]).optional(),
  reclaimPolicy: z.enum(["Delete", "Retain"]).optional(),
  volumeBindingMode: z.enum(["WaitForFirstConsumer", "Immediate"]).optional(),
  pathPattern: text,
} satisfies Shape<LocalPathStorageClass>);

export const localPathChartValues: Shape<LocalPathChartValues> = {
  replicaCount: z.int().optional(),
  helperImage: z.strictObject({ repository: text, tag: text }).optional(),
  storageClass: storageClass.optional(),
  nodePathMap: z
    .array(z.strictObject({ node: z.string(), paths: z.array(z.string()).readonly() }))
    .readonly()
    .optional(),
  podSecurityContext: podSecurityContextSchema.optional(),
  securityContext: containerSecurityContextSchema.optional(),
  resources: resourcesSchema.optional(),
  helperPod: z.strictObject({ resources: resourcesSchema.optional() }).optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z.array(tolerationSchema).readonly().optional(),
  priorityClassName: text,
  configmap: z.strictObject({ name: text }).optional(),
};
