import { resourcesSchema, topologySpreadSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape, TopologySpreadConstraint } from "@helmwright/sdk";
import { z } from "zod";

import { grafanaIniSchema } from "./grafana-ini.ts";
import type { GrafanaIni } from "./grafana-ini.ts";

interface Sidecar {
  readonly enabled?: boolean | undefined;
  readonly searchNamespace?: string | undefined;
}

/** The values of the chart's Grafana that this package or its users set. */
export interface GrafanaChartValues {
  readonly enabled?: boolean | undefined;
  readonly replicas?: number | undefined;
  readonly headlessService?: boolean | undefined;
  readonly podDisruptionBudget?: { readonly minAvailable?: number | undefined } | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly deploymentStrategy?: { readonly type: "Recreate" | "RollingUpdate" } | undefined;
  readonly admin?:
    | { readonly existingSecret?: string | undefined; readonly userKey?: string | undefined; readonly passwordKey?: string | undefined }
    | undefined;
  readonly envValueFrom?: Readonly<Record<string, { readonly secretKeyRef: { readonly name: string; readonly key: string } }>> | undefined;
  readonly "grafana.ini"?: GrafanaIni | undefined;
  readonly extraSecretMounts?:
    | readonly { readonly name: string; readonly secretName: string; readonly mountPath: string; readonly readOnly: boolean }[]
    | undefined;
  readonly ingress?:
    | {
        readonly enabled?: boolean | undefined;
        readonly ingressClassName?: string | undefined;
        readonly annotations?: Readonly<Record<string, string>> | undefined;
        readonly hosts?: readonly string[] | undefined;
        readonly tls?: readonly { readonly secretName: string; readonly hosts: readonly string[] }[] | undefined;
      }
    | undefined;
  readonly persistence?:
    | {
        readonly enabled?: boolean | undefined;
        readonly size?: string | undefined;
        readonly storageClassName?: string | undefined;
        readonly annotations?: Readonly<Record<string, string>> | undefined;
        readonly lookupVolumeName?: boolean | undefined;
      }
    | undefined;
  readonly initChownData?: { readonly enabled?: boolean | undefined } | undefined;
  readonly testFramework?: { readonly enabled?: boolean | undefined } | undefined;
  readonly plugins?: readonly string[] | undefined;
  readonly defaultDashboardsEnabled?: boolean | undefined;
  readonly defaultDashboardsTimezone?: string | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly sidecar?:
    | {
        readonly resources?: ResourceRequirements | undefined;
        readonly dashboards?: Sidecar | undefined;
        readonly datasources?: Sidecar | undefined;
      }
    | undefined;
}

const flag = z.boolean().optional();
const text = z.string().optional();
const count = z.int().optional();
const texts = z.array(z.string()).readonly().optional();
const sidecar = z.strictObject({ enabled: flag, searchNamespace: text } satisfies Shape<Sidecar>).optional();

export const grafanaChartValues: Shape<GrafanaChartValues> = {
  enabled: flag,
  replicas: count,
  headlessService: flag,
  podDisruptionBudget: z.strictObject({ minAvailable: count }).optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  deploymentStrategy: z.strictObject({ type: z.enum(["Recreate", "RollingUpdate"]) }).optional(),
  admin: z.strictObject({ existingSecret: text, userKey: text, passwordKey: text }).optional(),
  envValueFrom: z.record(z.string(), z.strictObject({ secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }) })).optional(),
  "grafana.ini": grafanaIniSchema.optional(),
  extraSecretMounts: z
    .array(z.strictObject({ name: z.string(), secretName: z.string(), mountPath: z.string(), readOnly: z.boolean() }))
    .readonly()
    .optional(),
  ingress: z
    .strictObject({
      enabled: flag,
      ingressClassName: text,
      annotations: z.record(z.string(), z.string()).optional(),
      hosts: texts,
      tls: z
        .array(z.strictObject({ secretName: z.string(), hosts: z.array(z.string()).readonly() }))
        .readonly()
        .optional(),
    })
    .optional(),
  persistence: z
    .strictObject({
      enabled: flag,
      size: text,
      storageClassName: text,
      annotations: z.record(z.string(), z.string()).optional(),
      lookupVolumeName: flag,
    })
    .optional(),
  initChownData: z.strictObject({ enabled: flag }).optional(),
  testFramework: z.strictObject({ enabled: flag }).optional(),
  plugins: texts,
  defaultDashboardsEnabled: flag,
  defaultDashboardsTimezone: text,
  resources: resourcesSchema.optional(),
  sidecar: z.strictObject({ resources: resourcesSchema.optional(), dashboards: sidecar, datasources: sidecar }).optional(),
};
