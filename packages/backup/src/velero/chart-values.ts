import { containerSecurityContextSchema, resourcesSchema, tolerationSchema } from "@helmwright/sdk";
import type { ContainerSecurityContext, ResourceRequirements, Shape, Toleration } from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface VeleroChartValues {
  readonly upgradeCRDs?: boolean | undefined;
  readonly cleanUpCRDs?: boolean | undefined;
  readonly backupsEnabled?: boolean | undefined;
  readonly snapshotsEnabled?: boolean | undefined;
  readonly deployNodeAgent?: boolean | undefined;
  readonly initContainers?: readonly VeleroPlugin[] | undefined;
  readonly credentials?: { readonly useSecret?: boolean | undefined } | undefined;
  readonly configuration?: VeleroConfiguration | undefined;
  readonly serviceAccount?:
    | { readonly server?: { readonly annotations?: Readonly<Record<string, string>> | undefined } | undefined }
    | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly containerSecurityContext?: ContainerSecurityContext | undefined;
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly priorityClassName?: string | undefined;
  readonly nodeAgent?: VeleroNodeAgent | undefined;
  readonly metrics?: VeleroMetrics | undefined;
}

export interface VeleroPlugin {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: "Always" | "IfNotPresent" | undefined;
  readonly securityContext?: ContainerSecurityContext | undefined;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

export interface VeleroConfiguration {
  readonly uploaderType?: "kopia" | undefined;
  readonly features?: string | undefined;
  readonly defaultVolumesToFsBackup?: boolean | undefined;
  readonly defaultRepoMaintainFrequency?: string | undefined;
  readonly logLevel?: "debug" | "info" | "warning" | "error" | undefined;
}

export interface VeleroNodeAgent {
  readonly podVolumePath?: string | undefined;
  readonly pluginVolumePath?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  readonly containerSecurityContext?: ContainerSecurityContext | undefined;
}

interface Switch {
  readonly autodetect?: boolean | undefined;
  readonly enabled?: boolean | undefined;
}

export interface VeleroMetrics {
  readonly enabled?: boolean | undefined;
  readonly serviceMonitor?: Switch | undefined;
  readonly nodeAgentPodMonitor?: Switch | undefined;
  readonly prometheusRule?: (Switch & { readonly spec?: readonly VeleroAlert[] | undefined }) | undefined;
}

export interface VeleroAlert {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const texts = z.record(z.string(), z.string());
const tolerations = z.array(tolerationSchema).readonly().optional();
const toggle = { autodetect: flag, enabled: flag } satisfies Shape<Switch>;

const plugin = z.strictObject({
  name: z.string(),
  image: z.string(),
  imagePullPolicy: z.enum(["Always", "IfNotPresent"]).optional(),
  securityContext: containerSecurityContextSchema.optional(),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })).readonly(),
} satisfies Shape<VeleroPlugin>);
const configuration = z.strictObject({
  uploaderType: z.literal("kopia").optional(),
  features: text,
  defaultVolumesToFsBackup: flag,
  defaultRepoMaintainFrequency: text,
  logLevel: z.enum(["debug", "info", "warning", "error"]).optional(),
} satisfies Shape<VeleroConfiguration>);
const nodeAgent = z.strictObject({
  podVolumePath: text,
  pluginVolumePath: text,
  resources: resourcesSchema.optional(),
  tolerations,
  containerSecurityContext: containerSecurityContextSchema.optional(),
} satisfies Shape<VeleroNodeAgent>);
const alert = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string(),
  labels: texts,
  annotations: texts,
} satisfies Shape<VeleroAlert>);
const metrics = z.strictObject({
  enabled: flag,
  serviceMonitor: z.strictObject(toggle).optional(),
  nodeAgentPodMonitor: z.strictObject(toggle).optional(),
  prometheusRule: z.strictObject({ ...toggle, spec: z.array(alert).readonly().optional() }).optional(),
} satisfies Shape<VeleroMetrics>);

export const veleroChartValues: Shape<VeleroChartValues> = {
  upgradeCRDs: flag,
  cleanUpCRDs: flag,
  backupsEnabled: flag,
  snapshotsEnabled: flag,
  deployNodeAgent: flag,
  initContainers: z.array(plugin).readonly().optional(),
  credentials: z.strictObject({ useSecret: flag }).optional(),
  configuration: configuration.optional(),
  serviceAccount: z.strictObject({ server: z.strictObject({ annotations: texts.optional() }).optional() }).optional(),
  resources: resourcesSchema.optional(),
  containerSecurityContext: containerSecurityContextSchema.optional(),
  podLabels: texts.optional(),
  nodeSelector: texts.optional(),
  tolerations,
  priorityClassName: text,
  nodeAgent: nodeAgent.optional(),
  metrics: metrics.optional(),
};
