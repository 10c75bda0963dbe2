import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
export interface IstioMeshConfig {
  readonly accessLogFile?: string | undefined;
  readonly accessLogEncoding?: "TEXT" | "JSON" | undefined;
  readonly enablePrometheusMerge?: boolean | undefined;
  readonly trustDomain?: string | undefined;
  readonly outboundTrafficPolicy?: { readonly mode: "ALLOW_ANY" | "REGISTRY_ONLY" } | undefined;
}

export interface IstiodGlobal {
  readonly istioNamespace?: string | undefined;
  readonly logAsJson?: boolean | undefined;
  readonly priorityClassName?: string | undefined;
  readonly imagePullSecrets?: readonly string[] | undefined;
  readonly proxy?:
    | {
        readonly resources?: ResourceRequirements | undefined;
        readonly logLevel?: string | undefined;
        readonly excludeIPRanges?: string | undefined;
        readonly holdApplicationUntilProxyStarts?: boolean | undefined;
      }
    | undefined;
}

/** The values of the chart that this package or its users set. */
export interface IstiodChartValues {
  readonly revision?: string | undefined;
  readonly revisionTags?: readonly string[] | undefined;
  readonly autoscaleEnabled?: boolean | undefined;
  readonly autoscaleMin?: number | undefined;
  readonly autoscaleMax?: number | undefined;
  readonly replicaCount?: number | undefined;
  readonly pdb?: { readonly minAvailable?: number | undefined } | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly seccompProfile?: { readonly type: "RuntimeDefault" } | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly meshConfig?: IstioMeshConfig | undefined;
  readonly global?: IstiodGlobal | undefined;
  readonly sidecarInjectorWebhook?: { readonly enableNamespacesByDefault?: boolean | undefined } | undefined;
  readonly cni?: { readonly enabled?: boolean | undefined } | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const count = z.int().optional();
const texts = z.array(z.string()).readonly().optional();

export const istiodChartValues: Shape<IstiodChartValues> = {
  revision: text,
  revisionTags: texts,
  autoscaleEnabled: flag,
  autoscaleMin: count,
  autoscaleMax: count,
  replicaCount: count,
  pdb: z.strictObject({ minAvailable: count }).optional(),
  resources: resourcesSchema.optional(),
  seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }).optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  tolerations: z.array(tolerationSchema).readonly().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  meshConfig: z
    .strictObject({
      accessLogFile: text,
      accessLogEncoding: z.enum(["TEXT", "JSON"]).optional(),
      enablePrometheusMerge: flag,
      trustDomain: text,
      outboundTrafficPolicy: z.strictObject({ mode: z.enum(["ALLOW_ANY", "REGISTRY_ONLY"]) }).optional(),
    } satisfies Shape<IstioMeshConfig>)
    .optional(),
  global: z
    .strictObject({
      istioNamespace: text,
      logAsJson: flag,
      priorityClassName: text,
      imagePullSecrets: texts,
      proxy: z
        .strictObject({
          resources: resourcesSchema.optional(),
          logLevel: text,
          excludeIPRanges: text,
          holdApplicationUntilProxyStarts: flag,
        })
        .optional(),
    } satisfies Shape<IstiodGlobal>)
    .optional(),
  sidecarInjectorWebhook: z.strictObject({ enableNamespacesByDefault: flag }).optional(),
  cni: z.strictObject({ enabled: flag }).optional(),
};
