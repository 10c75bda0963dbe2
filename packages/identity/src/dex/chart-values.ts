import {
  containerSecurityContextSchema,
  envVarSchema,
  podSecurityContextSchema,
  resourcesSchema,
  topologySpreadSchema,
} from "@helmwright/sdk";
import type {
  ContainerSecurityContext,
  EnvVar,
  PodSecurityContext,
  ResourceRequirements,
  Shape,
  TopologySpreadConstraint,
} from "@helmwright/sdk";
import { z } from "zod";

/** The values of the chart that this package or its users set. */
export interface DexChartValues {
  readonly replicaCount?: number | undefined;
  readonly config?: DexConfig | undefined;
  readonly envVars?: readonly EnvVar[] | undefined;
  readonly podSecurityContext?: PodSecurityContext | undefined;
  readonly securityContext?: ContainerSecurityContext | undefined;
  readonly resources?: ResourceRequirements | undefined;
  readonly podDisruptionBudget?: { readonly enabled?: boolean | undefined; readonly minAvailable?: number | undefined } | undefined;
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
  readonly serviceMonitor?: { readonly enabled?: boolean | undefined } | undefined;
  readonly ingress?: DexIngress | undefined;
}

export interface DexIngress {
  readonly enabled?: boolean | undefined;
  readonly className?: string | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly hosts?:
    | readonly {
        readonly host: string;
        readonly paths: readonly { readonly path: string; readonly pathType: "Prefix" | "ImplementationSpecific" }[];
      }[]
    | undefined;
  readonly tls?: readonly { readonly secretName: string; readonly hosts: readonly string[] }[] | undefined;
}

/** https://dexidp.io/docs/configuration/ */
export interface DexConfig {
  readonly issuer?: string | undefined;
  readonly storage?: DexStorage | undefined;
  readonly oauth2?: { readonly skipApprovalScreen?: boolean | undefined } | undefined;
  readonly expiry?: { readonly idTokens?: string | undefined } | undefined;
  readonly enablePasswordDB?: boolean | undefined;
  readonly staticPasswords?: readonly { readonly email: string; readonly hashFromEnv: string; readonly userID: string }[] | undefined;
  readonly staticClients?:
    | readonly { readonly id: string; readonly name: string; readonly secretEnv: string; readonly redirectURIs: readonly string[] }[]
    | undefined;
  readonly connectors?: readonly DexConnectorConfig[] | undefined;
}
export type DexStorage =
  | { readonly type: "kubernetes"; readonly config: { readonly inCluster: boolean } }
  | {
      readonly type: "postgres";
      readonly config: {
        readonly host: string;
        readonly port: number;
        readonly database: string;
        readonly user: string;
        readonly password: string;
        readonly ssl: { readonly mode: "disable" | "require" | "verify-full" };
      };
    };
export interface DexConnectorConfig {
  readonly type: "github" | "oidc";
  readonly id: string;
  readonly name: string;
  readonly config: {
    readonly clientID: string;
    readonly clientSecret: string;
    readonly redirectURI: string;
    readonly issuer?: string | undefined;
    readonly orgs?: readonly { readonly name: string }[] | undefined;
  };
}

const enabled = z.boolean().optional();
const strings = z.record(z.string(), z.string());
const storage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("kubernetes"), config: z.strictObject({ inCluster: z.boolean() }) }),
  z.strictObject({
    type: z.literal("postgres"),
    config: z.strictObject({
      host: z.string(),
      port: z.int(),
      database: z.string(),
      user: z.string(),
      password: z.string(),
      ssl: z.strictObject({ mode: z.enum(["disable", "require", "verify-full"]) }),
    }),
  }),
]);
const connector = z.strictObject({
  type: z.enum(["github", "oidc"]),
  id: z.string(),
  name: z.string(),
  config: z.strictObject({
    clientID: z.string(),
    clientSecret: z.string(),
    redirectURI: z.string(),
    issuer: z.string().optional(),
    orgs: z
      .array(z.strictObject({ name: z.string() }))
      .readonly()
      .optional(),
  }),
} satisfies Shape<DexConnectorConfig>);
const config = z.strictObject({
  issuer: z.string().optional(),
  storage: storage.optional(),
  oauth2: z.strictObject({ skipApprovalScreen: enabled }).optional(),
  expiry: z.strictObject({ idTokens: z.string().optional() }).optional(),
  enablePasswordDB: enabled,
  staticPasswords: z
    .array(z.strictObject({ email: z.string(), hashFromEnv: z.string(), userID: z.string() }))
    .readonly()
    .optional(),
  staticClients: z
    .array(z.strictObject({ id: z.string(), name: z.string(), secretEnv: z.string(), redirectURIs: z.array(z.string()).readonly() }))
    .readonly()
    .optional(),
  connectors: z.array(connector).readonly().optional(),
} satisfies Shape<DexConfig>);
const ingress = z.strictObject({
  enabled,
  className: z.string().optional(),
  annotations: strings.optional(),
  hosts: z
    .array(
      z.strictObject({
        host: z.string(),
        paths: z.array(z.strictObject({ path: z.string(), pathType: z.enum(["Prefix", "ImplementationSpecific"]) })).readonly(),
      }),
    )
    .readonly()
    .optional(),
  tls: z
    .array(z.strictObject({ secretName: z.string(), hosts: z.array(z.string()).readonly() }))
    .readonly()
    .optional(),
} satisfies Shape<DexIngress>);

export const dexChartValues: Shape<DexChartValues> = {
  replicaCount: z.int().optional(),
  config: config.optional(),
  envVars: z.array(envVarSchema).readonly().optional(),
  podSecurityContext: podSecurityContextSchema.optional(),
  securityContext: containerSecurityContextSchema.optional(),
  resources: resourcesSchema.optional(),
  podDisruptionBudget: z.strictObject({ enabled, minAvailable: z.int().optional() }).optional(),
  topologySpreadConstraints: z.array(topologySpreadSchema).readonly().optional(),
  serviceMonitor: z.strictObject({ enabled }).optional(),
  ingress: ingress.optional(),
};
