import { resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface MetalLbChartValues {
  readonly loadBalancerClass?: string | undefined;
  readonly prometheus?:
    | {
        readonly rbacPrometheus?: boolean | undefined;
        readonly serviceMonitor?: { readonly enabled?: boolean | undefined } | undefined;
        readonly prometheusRule?: { readonly enabled?: boolean | undefined } | undefined;
      }
    | undefined;
  readonly controller?: MetalLbWorkload | undefined;
  readonly speaker?: MetalLbSpeaker | undefined;
  readonly crds?: { readonly enabled?: boolean | undefined; readonly validationFailurePolicy?: "Fail" | "Ignore" | undefined } | undefined;
  readonly frrk8s?:
    | { readonly enabled?: boolean | undefined; readonly external?: boolean | undefined; readonly namespace?: string | undefined }
    | undefined;
  readonly "frr-k8s"?: MetalLbFrr | undefined;
}

export interface MetalLbWorkload {
  readonly logLevel?: "all" | "debug" | "info" | "warn" | "error" | "none" | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly priorityClassName?: string | undefined;
}

export interface MetalLbSpeaker extends MetalLbWorkload {
  readonly ignoreExcludeLB?: boolean | undefined;
  readonly frr?: { readonly enabled?: boolean | undefined } | undefined;
}

export interface MetalLbFrr {
  readonly prometheus?: { readonly serviceMonitor?: { readonly enabled?: boolean | undefined } | undefined } | undefined;
  readonly frrk8s?:
    | { readonly resources?: ResourceRequirements | undefined; readonly tolerations?: readonly Toleration[] | undefined }
    | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const enabled = z.strictObject({ enabled: flag }).optional();
const tolerations = z.array(tolerationSchema).readonly().optional();

const workload = {
  logLevel: z.enum(["all", "debug", "info", "warn", "error", "none"]).optional(),
  resources: resourcesSchema.optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations,
  priorityClassName: text,
} satisfies Shape<MetalLbWorkload>;
const speaker = z.strictObject({ ...workload, ignoreExcludeLB: flag, frr: enabled } satisfies Shape<MetalLbSpeaker>);
const frr = z.strictObject({
  prometheus: z.strictObject({ serviceMonitor: enabled }).optional(),
  frrk8s: z.strictObject({ resources: resourcesSchema.optional(), tolerations }).optional(),
} satisfies Shape<MetalLbFrr>);

export const metalLbChartValues: Shape<MetalLbChartValues> = {
  loadBalancerClass: text,
  prometheus: z.strictObject({ rbacPrometheus: flag, serviceMonitor: enabled, prometheusRule: enabled }).optional(),
  controller: z.strictObject(workload).optional(),
  speaker: speaker.optional(),
  crds: z.strictObject({ enabled: flag, validationFailurePolicy: z.enum(["Fail", "Ignore"]).optional() }).optional(),
  frrk8s: z.strictObject({ enabled: flag, external: flag, namespace: text }).optional(),
  "frr-k8s": frr.optional(),
};
