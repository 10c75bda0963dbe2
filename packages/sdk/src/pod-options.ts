import { z } from "zod";

import type { Shape } from "@helmwright/core";

// The parts of Kubernetes' types that components offer as options, each with its schema. The whole types are generated:
// `@helmwright/sdk/kubernetes`.

/** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export type ResourceRequirements = {
  /** What the scheduler reserves. CPU in cores (`500m`, `2`), memory in bytes (`256Mi`). */
  readonly requests?: ResourceList | undefined;
  /** What the container may use at most. */
  readonly limits?: ResourceList | undefined;
};
export type ResourceList = {
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly "ephemeral-storage"?: string | undefined;
};

const quantity = z.string().regex(/^[0-9]+(\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti|P|Pi)?$/, "expected a quantity such as 500m, 2, 256Mi or 10Gi");
const resourceList = z.strictObject({
  cpu: quantity.optional(),
  memory: quantity.optional(),
  "ephemeral-storage": quantity.optional(),
} satisfies Shape<ResourceList>);

/** A quantity of storage or memory: `10Gi`. */
export const quantitySchema: z.ZodType<string, string> = quantity;
export const resourcesSchema: z.ZodType<ResourceRequirements, ResourceRequirements> = z.strictObject({
  requests: resourceList.optional(),
  limits: resourceList.optional(),
} satisfies Shape<ResourceRequirements>);

export type EnvVar = {
  readonly name: string;
  readonly value?: string | undefined;
  readonly valueFrom?: { readonly secretKeyRef: { readonly name: string; readonly key: string } } | undefined;
};
export const envVarSchema: z.ZodType<EnvVar, EnvVar> = z.strictObject({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z.strictObject({ secretKeyRef: z.strictObject({ name: z.string(), key: z.string() }) }).optional(),
} satisfies Shape<EnvVar>);

/** An environment variable that a key of a Secret in the same namespace fills. */
export function envFromSecret(name: string, secretName: string, key: string): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secretName, key } } };
}

export type PodSecurityContext = {
  readonly runAsNonRoot?: boolean | undefined;
  readonly runAsUser?: number | undefined;
  readonly runAsGroup?: number | undefined;
  readonly fsGroup?: number | undefined;
  readonly seccompProfile?: { readonly type: "RuntimeDefault" } | undefined;
};
export const podSecurityContextSchema: z.ZodType<PodSecurityContext, PodSecurityContext> = z.strictObject({
  runAsNonRoot: z.boolean().optional(),
  runAsUser: z.int().optional(),
  runAsGroup: z.int().optional(),
  fsGroup: z.int().optional(),
  seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }).optional(),
} satisfies Shape<PodSecurityContext>);

export type ContainerSecurityContext = {
  readonly allowPrivilegeEscalation?: boolean | undefined;
  readonly readOnlyRootFilesystem?: boolean | undefined;
  readonly runAsNonRoot?: boolean | undefined;
  readonly capabilities?: { readonly drop?: readonly string[] | undefined; readonly add?: readonly string[] | undefined } | undefined;
  readonly seccompProfile?: { readonly type: "RuntimeDefault" } | undefined;
};
export const containerSecurityContextSchema: z.ZodType<ContainerSecurityContext, ContainerSecurityContext> = z.strictObject({
  allowPrivilegeEscalation: z.boolean().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  runAsNonRoot: z.boolean().optional(),
  capabilities: z
    .strictObject({ drop: z.array(z.string()).readonly().optional(), add: z.array(z.string()).readonly().optional() })
    .optional(),
  seccompProfile: z.strictObject({ type: z.literal("RuntimeDefault") }).optional(),
} satisfies Shape<ContainerSecurityContext>);

/** What the `restricted` Pod Security level asks of a pod and of each container. */
export const restricted: { readonly pod: PodSecurityContext; readonly container: ContainerSecurityContext } = {
  pod: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  container: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

export type TopologySpreadConstraint = {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly labelSelector: { readonly matchLabels: Readonly<Record<string, string>> };
};
export const topologySpreadSchema: z.ZodType<TopologySpreadConstraint, TopologySpreadConstraint> = z.strictObject({
  maxSkew: z.int(),
  topologyKey: z.string(),
  whenUnsatisfiable: z.enum(["DoNotSchedule", "ScheduleAnyway"]),
  labelSelector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
} satisfies Shape<TopologySpreadConstraint>);

/** Pods of these labels on different nodes where possible. */
export function spreadOverNodes(matchLabels: Readonly<Record<string, string>>): readonly TopologySpreadConstraint[] {
  return [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels } }];
}
