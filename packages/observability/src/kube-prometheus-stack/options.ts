import { quantitySchema, refSchema, resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { DatabaseRef, HostRef, IssuerRef, OidcRef, ResourceRequirements, SecretValue, Shape, StorageClassRef } from "@helmwright/sdk";
import { z } from "zod";

import { alertingSchema } from "./alerting.ts";
import type { Alerting } from "./alerting.ts";
import { ruleSchema } from "./rules.ts";
import type { Rule } from "./rules.ts";

/** A volume for each pod. */
export interface Volume {
  /** Size of the volume: `20Gi`. */
  readonly size: string;
  /** Default: the cluster's default class. */
  readonly class?: StorageClassRef | undefined;
}

export interface PrometheusOptions {
  /** Each scrapes everything by itself. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** Default: 15. */
  readonly retentionDays?: number | undefined;
  /** Size at which the oldest data goes, as `40GiB`; keep it below the volume's. Default: none. */
  readonly retentionSize?: string | undefined;
  /** Default: none, so that metrics go with their pod. */
  readonly storage?: Volume | undefined;
  /** Labels on what leaves Prometheus, beside `cluster`, the platform's name. Default: none. */
  readonly externalLabels?: Readonly<Record<string, string>> | undefined;
  /** Seconds between two scrapes. Default: 30. */
  readonly scrapeSeconds?: number | undefined;
  /** Default: requests of 200m CPU and 512Mi memory, a limit of 4Gi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

export interface AlertmanagerOptions {
  /** They tell each other what was sent. Default: 3 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** For silences and what was sent. Default: none, so that silences go with the last pod. */
  readonly storage?: Volume | undefined;
  /** Default: requests of 10m CPU and 32Mi memory, a limit of 128Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

/** Login to Grafana by an OpenID Connect provider. */
export interface GrafanaLogin {
  /** The provider; Grafana registers itself there. */
  readonly provider: OidcRef;
  /** Groups whose members administer Grafana. Default: none. */
  readonly admins?: readonly string[] | undefined;
  /** Groups whose members change dashboards. Default: none; everybody else looks only. */
  readonly editors?: readonly string[] | undefined;
  /** Authority of the provider's certificate, PEM. Default: the public ones. */
  readonly authority?: SecretValue | undefined;
}

export interface GrafanaOptions {
  /** Where users reach it. Default: by port-forward only. */
  readonly expose?: HostRef | undefined;
  /** Default: user `admin` with a generated password only, which stays as a way in. */
  readonly login?: GrafanaLogin | undefined;
  /** Keeps users and what they change, and lets more than one pod run. Default: none. */
  readonly database?: DatabaseRef | undefined;
  /** Keeps the same without a database, for one pod. Default: none, so that changes go with the pod. */
  readonly storage?: Volume | undefined;
  /** Dashboards as JSON, by name. Default: none beside the chart's. */
  readonly dashboards?: Readonly<Record<string, string>> | undefined;
  /** Default: requests of 50m CPU and 128Mi memory, a limit of 512Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

export interface KubePrometheusStackOptions<R extends string = string> {
  /** What scrapes and keeps metrics. Default: as its own options say. */
  readonly prometheus?: PrometheusOptions | undefined;
  /** What sends alerts out. Default: as its own options say. */
  readonly alertmanager?: AlertmanagerOptions | undefined;
  /** Dashboards. Default: as its own options say. */
  readonly grafana?: GrafanaOptions | undefined;
  /** Who hears of alerts. Default: nobody. */
  readonly alerting?: Alerting<R> | undefined;
  /** Rules beside the chart's, by the name of their group. Default: none. */
  readonly rules?: Readonly<Record<string, readonly Rule[]>> | undefined;
  /** Whether etcd, scheduler, controller manager and kube-proxy are scraped and alerted on. Managed clusters hide them, kubeadm binds them to loopback. Default: false. */
  readonly controlPlane?: boolean | undefined;
  /** Whether each node runs an exporter of its metrics. Default: true. */
  readonly nodeExporter?: boolean | undefined;
  /** Signs for the webhook that refuses broken rules. Default: no webhook; the operator leaves broken rules out and says so in its log. */
  readonly webhookIssuer?: IssuerRef | undefined;
}

const replicas = z.int().min(1).optional();
const volume = z.strictObject({ size: quantitySchema, class: refSchema("storageClass").optional() } satisfies Shape<Volume>);
const groups = z
  .array(z.string().regex(/^[^'\\]+$/, "expected no quotes and backslashes"))
  .readonly()
  .optional();
const prometheus = z.strictObject({
  replicas,
  retentionDays: z.int().min(1).optional(),
  retentionSize: z
    .string()
    .regex(/^\d+(\.\d+)?(B|[KMGTPE]i?B)$/, "expected a size such as 40GiB")
    .optional(),
  storage: volume.optional(),
  externalLabels: z.record(z.string(), z.string()).optional(),
  scrapeSeconds: z.int().min(1).optional(),
  resources: resourcesSchema.optional(),
} satisfies Shape<PrometheusOptions>);
const alertmanager = z.strictObject({
  replicas,
  storage: volume.optional(),
  resources: resourcesSchema.optional(),
} satisfies Shape<AlertmanagerOptions>);
const login = z.strictObject({
  provider: refSchema("oidc"),
  admins: groups,
  editors: groups,
  authority: secretSchema.optional(),
} satisfies Shape<GrafanaLogin>);
const grafana = z
  .strictObject({
    expose: refSchema("host").optional(),
    login: login.optional(),
    database: refSchema("database").optional(),
    storage: volume.optional(),
    dashboards: z.record(z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -"), z.string()).optional(),
    resources: resourcesSchema.optional(),
  } satisfies Shape<GrafanaOptions>)
  .refine(({ database, storage }) => database === undefined || storage === undefined, "expected a database or storage, not both")
  .refine(
    ({ login: own, expose }) => own === undefined || expose !== undefined,
    "a login needs expose: the provider sends users back there",
  );

export const kubePrometheusStackOptions: Shape<KubePrometheusStackOptions> = {
  prometheus: prometheus.optional(),
  alertmanager: alertmanager.optional(),
  grafana: grafana.optional(),
  alerting: alertingSchema.optional(),
  rules: z
    .record(
      z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and ."),
      z.array(ruleSchema).min(1).readonly(),
    )
    .optional(),
  controlPlane: z.boolean().optional(),
  nodeExporter: z.boolean().optional(),
  webhookIssuer: refSchema("issuer").optional(),
};
