import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface IngressNginxChartValues {
  readonly controller?: IngressNginxController | undefined;
  readonly tcp?: Readonly<Record<string, string>> | undefined;
  readonly udp?: Readonly<Record<string, string>> | undefined;
}

export interface IngressNginxController {
  readonly replicaCount?: number | undefined;
  readonly minAvailable?: number | undefined;
  readonly config?: Readonly<Record<string, string>> | undefined;
  readonly extraArgs?: Readonly<Record<string, string>> | undefined;
  readonly allowSnippetAnnotations?: boolean | undefined;
  readonly watchIngressWithoutClass?: boolean | undefined;
  readonly ingressClass?: string | undefined;
  readonly ingressClassResource?:
    | { readonly name?: string | undefined; readonly default?: boolean | undefined; readonly controllerValue?: string | undefined }
    | undefined;
  readonly service?: IngressNginxService | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly priorityClassName?: string | undefined;
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly autoscaling?:
    | {
        readonly enabled?: boolean | undefined;
        readonly minReplicas?: number | undefined;
        readonly maxReplicas?: number | undefined;
        readonly targetCPUUtilizationPercentage?: number | undefined;
      }
    | undefined;
  readonly admissionWebhooks?: IngressNginxAdmission | undefined;
  readonly metrics?:
    | { readonly enabled?: boolean | undefined; readonly serviceMonitor?: { readonly enabled?: boolean | undefined } | undefined }
    | undefined;
}

export interface IngressNginxService {
  readonly type?: "LoadBalancer" | "NodePort" | "ClusterIP" | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly externalTrafficPolicy?: "Cluster" | "Local" | undefined;
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;
  readonly ipFamilyPolicy?: "SingleStack" | "PreferDualStack" | "RequireDualStack" | undefined;
  readonly nodePorts?: { readonly http?: string | undefined; readonly https?: string | undefined } | undefined;
}

export interface IngressNginxAdmission {
  readonly enabled?: boolean | undefined;
  readonly failurePolicy?: "Fail" | "Ignore" | undefined;
  readonly patch?: { readonly enabled?: boolean | undefined } | undefined;
  readonly certManager?:
    | {
        readonly enabled?: boolean | undefined;
        readonly issuerRef?: { readonly group: string; readonly kind: "Issuer" | "ClusterIssuer"; readonly name: string } | undefined;
      }
    | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const count = z.int().optional();
const texts = z.record(z.string(), z.string()).optional();

const service = z.strictObject({
  type: z.enum(["LoadBalancer", "NodePort", "ClusterIP"]).optional(),
  annotations: texts,
  externalTrafficPolicy: z.enum(["Cluster", "Local"]).optional(),
  loadBalancerSourceRanges: z.array(z.string()).readonly().optional(),
  ipFamilyPolicy: z.enum(["SingleStack", "PreferDualStack", "RequireDualStack"]).optional(),
  nodePorts: z.strictObject({ http: text, https: text }).optional(),
} satisfies Shape<IngressNginxService>);

const admission = z.strictObject({
  enabled: flag,
  failurePolicy: z.enum(["Fail", "Ignore"]).optional(),
  patch: z.strictObject({ enabled: flag }).optional(),
  certManager: z
    .strictObject({
      enabled: flag,
      issuerRef: z.strictObject({ group: z.string(), kind: z.enum(["Issuer", "ClusterIssuer"]), name: z.string() }).optional(),
    })
    .optional(),
} satisfies Shape<IngressNginxAdmission>);

const controller = z.strictObject({
  replicaCount: count,
  minAvailable: count,
  config: texts,
  extraArgs: texts,
  allowSnippetAnnotations: flag,
  watchIngressWithoutClass: flag,
  ingressClass: text,
  ingressClassResource: z.strictObject({ name: text, default: flag, controllerValue: text }).optional(),
  service: service.optional(),
  resources: resourcesSchema.optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  nodeSelector: texts,
  tolerations: z.array(tolerationSchema).readonly().optional(),
  priorityClassName: text,
  terminationGracePeriodSeconds: count,
  autoscaling: z.strictObject({ enabled: flag, minReplicas: count, maxReplicas: count, targetCPUUtilizationPercentage: count }).optional(),
  admissionWebhooks: admission.optional(),
  metrics: z.strictObject({ enabled: flag, serviceMonitor: z.strictObject({ enabled: flag }).optional() }).optional(),
} satisfies Shape<IngressNginxController>);

export const ingressNginxChartValues: Shape<IngressNginxChartValues> = { controller: controller.optional(), tcp: texts, udp: texts };
