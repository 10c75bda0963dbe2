import { resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

export interface SealedSecretsIngress {
  readonly enabled?: boolean | undefined;
  readonly ingressClassName?: string | undefined;
  readonly hostname?: string | undefined;
  readonly path?: string | undefined;
  readonly pathType?: "Exact" | "Prefix" | "ImplementationSpecific" | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly extraTls?: readonly { readonly secretName: string; readonly hosts: readonly string[] }[] | undefined;
}

/** The values of the chart that this package or its users set. */
export interface SealedSecretsChartValues {
  readonly fullnameOverride?: string | undefined;
  readonly secretName?: string | undefined;
  readonly keyrenewperiod?: string | undefined;
  readonly skipRecreate?: boolean | undefined;
  readonly updateStatus?: boolean | undefined;
  readonly logFormat?: "text" | "json" | undefined;
  readonly rateLimit?: string | undefined;
  readonly additionalNamespaces?: readonly string[] | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly podSecurityContext?:
    | {
        readonly enabled?: boolean | undefined;
        readonly fsGroup?: number | undefined;
        readonly seccompProfile?: { readonly type: "RuntimeDefault" } | undefined;
      }
    | undefined;
  readonly containerSecurityContext?:
    | {
        readonly enabled?: boolean | undefined;
        readonly allowPrivilegeEscalation?: boolean | undefined;
      }
    | undefined;
  readonly priorityClassName?: string | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly ingress?: SealedSecretsIngress | undefined;
  readonly metrics?: { readonly serviceMonitor?: { readonly enabled?: boolean | undefined } | undefined } | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const texts = z.record(z.string(), z.string()).optional();

export const sealedSecretsChartValues: Shape<SealedSecretsChartValues> = {
  fullnameOverride: text,
  secretName: text,
  keyrenewperiod: text,
  skipRecreate: flag,
  updateStatus: flag,
  logFormat: z.enum(["text", "json"]).optional(),
  rateLimit: text,
  additionalNamespaces: z.array(z.string()).readonly().optional(),
  resources: resourcesSchema.optional(),
  podSecurityContext: z
    .strictObject({
      enabled: flag,
      fsGroup: z.int().optional(),
      seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }).optional(),
    })
    .optional(),
  containerSecurityContext: z.strictObject({ enabled: flag, allowPrivilegeEscalation: flag }).optional(),
  priorityClassName: text,
  nodeSelector: texts,
  tolerations: z.array(tolerationSchema).readonly().optional(),
  ingress: z
    .strictObject({
      enabled: flag,
      ingressClassName: text,
      hostname: text,
      path: text,
      pathType: z.enum(["Exact", "Prefix", "ImplementationSpecific"]).optional(),
      annotations: texts,
      extraTls: z
        .array(z.strictObject({ secretName: z.string(), hosts: z.array(z.string()).readonly() }))
        .readonly()
        .optional(),
    } satisfies Shape<SealedSecretsIngress>)
    .optional(),
  metrics: z.strictObject({ serviceMonitor: z.strictObject({ enabled: flag }).optional() }).optional(),
};
