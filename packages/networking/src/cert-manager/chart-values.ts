import { resourcesSchema, tolerationSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, Toleration, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

/** What the controller, the webhook and the CA injector have in common. */
export interface CertManagerWorkload {
  readonly replicaCount?: number | undefined;
  readonly podDisruptionBudget?: { readonly enabled?: boolean | undefined; readonly minAvailable?: number | undefined } | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly networkPolicy?: { readonly enabled?: boolean | undefined } | undefined;
  readonly extraArgs?: readonly string[] | undefined;
}

/** The values of the chart that this package or its users set. */
export interface CertManagerChartValues extends CertManagerWorkload {
  readonly global?:
    | {
        readonly priorityClassName?: string | undefined;
        readonly logLevel?: number | undefined;
        readonly leaderElection?: { readonly namespace?: string | undefined } | undefined;
      }
    | undefined;
  readonly crds?: { readonly enabled?: boolean | undefined; readonly keep?: boolean | undefined } | undefined;
  readonly featureGates?: string | undefined;
  readonly maxConcurrentChallenges?: number | undefined;
  readonly enableCertificateOwnerRef?: boolean | undefined;
  readonly dns01RecursiveNameservers?: string | undefined;
  readonly dns01RecursiveNameserversOnly?: boolean | undefined;
  readonly prometheus?:
    | { readonly enabled?: boolean | undefined; readonly servicemonitor?: { readonly enabled?: boolean | undefined } | undefined }
    | undefined;
  readonly serviceAccount?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined;
  readonly webhook?:
    | (CertManagerWorkload & {
        readonly timeoutSeconds?: number | undefined;
        readonly hostNetwork?: boolean | undefined;
        readonly securePort?: number | undefined;
      })
    | undefined;
  readonly cainjector?: (CertManagerWorkload & { readonly enabled?: boolean | undefined }) | undefined;
  readonly startupapicheck?:
    | {
        readonly enabled?: boolean | undefined;
        readonly timeout?: string | undefined;
        readonly resources?: ResourceRequirements | undefined;
      }
    | undefined;
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
  extraArgs: z.array(z.string()).readonly().optional(),
} satisfies Shape<CertManagerWorkload>;

export const certManagerChartValues: Shape<CertManagerChartValues> = {
  ...workload,
  global: z
    .strictObject({ priorityClassName: text, logLevel: count, leaderElection: z.strictObject({ namespace: text }).optional() })
    .optional(),
  crds: z.strictObject({ enabled: flag, keep: flag }).optional(),
  featureGates: text,
  maxConcurrentChallenges: count,
  enableCertificateOwnerRef: flag,
  dns01RecursiveNameservers: text,
  dns01RecursiveNameserversOnly: flag,
  prometheus: z.strictObject({ enabled: flag, servicemonitor: z.strictObject({ enabled: flag }).optional() }).optional(),
  serviceAccount: z.strictObject({ annotations: texts }).optional(),
  webhook: z.strictObject({ ...workload, timeoutSeconds: count, hostNetwork: flag, securePort: count }).optional(),
  cainjector: z.strictObject({ ...workload, enabled: flag }).optional(),
  startupapicheck: z.strictObject({ enabled: flag, timeout: text, resources: resourcesSchema.optional() }).optional(),
};
