import { resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

import { authorizationPolicySchema } from "./authorization-policy.ts";
import type { AuthorizationPolicy } from "./authorization-policy.ts";

/** An intermediate authority that signs the certificates of workloads; all PEM. */
export interface MeshAuthority {
  /** Certificate of the intermediate authority. */
  readonly certificate: SecretValue;
  /** Its private key. */
  readonly key: SecretValue;
  /** The root that every workload trusts. */
  readonly root: SecretValue;
  /** From the intermediate to the root. */
  readonly chain: SecretValue;
}

export interface IstiodOptions {
  /** Version label, for two control planes side by side. Default: none, the only one. */
  readonly revision?: string | undefined;
  /** Names that stand for this revision in namespace labels, such as `prod`. Default: none. */
  readonly revisionTags?: readonly string[] | undefined;
  /**
   * Pods of the control plane: a number, or bounds between which CPU decides, which needs the metrics API.
   * Default: 2 in `ha`, 1 in `single-node`.
   */
  readonly replicas?:
    | number
    | {
        /** Fewest pods. */
        readonly min: number;
        /** Most pods. */
        readonly max: number;
      }
    | undefined;
  /** Whether workloads of the mesh take plain connections too (`PERMISSIVE`). Default: `STRICT`, mutual TLS only. */
  readonly mtls?: "STRICT" | "PERMISSIVE" | undefined;
  /** Namespaces whose workloads still take plain connections. Default: none. */
  readonly permissiveNamespaces?: readonly string[] | undefined;
  /** Whether a request that no policy allows is refused, in every namespace. Default: true. */
  readonly denyByDefault?: boolean | undefined;
  /** Who may call what. Default: none, which with `denyByDefault` refuses everything. */
  readonly authorizationPolicies?: readonly AuthorizationPolicy[] | undefined;
  /** Whether workloads may call hosts that the mesh does not know. Default: true. */
  readonly allowUnknownHosts?: boolean | undefined;
  /** Whether sidecars write a line for each request. Default: false. */
  readonly accessLog?: boolean | undefined;
  /** Default: istiod makes a root of its own once, and it is kept. */
  readonly authority?: MeshAuthority | undefined;
  /** First part of every workload's identity. It can't be changed without all workloads restarting. Default: `cluster.local`. */
  readonly trustDomain?: string | undefined;
  /** Of the control plane. Default: requests of 100m CPU and 512Mi memory, a limit of 2Gi memory. */
  readonly resources?: ResourceRequirements | undefined;
  /** Of each sidecar. Default: requests of 50m CPU and 64Mi memory, a limit of 512Mi memory. */
  readonly sidecarResources?: ResourceRequirements | undefined;
}

const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -");
const authority = z.strictObject({
  certificate: secretSchema,
  key: secretSchema,
  root: secretSchema,
  chain: secretSchema,
} satisfies Shape<MeshAuthority>);
const keyOf = ({ name: own, namespace = "" }: AuthorizationPolicy): string => `${namespace}/${own}`;

export const istiodOptions: Shape<IstiodOptions> = {
  revision: name.optional(),
  revisionTags: z.array(name).readonly().optional(),
  replicas: z
    .union([
      z.int().min(1),
      z.strictObject({ min: z.int().min(1), max: z.int().min(1) }).refine(({ min, max }) => min <= max, "expected min to be at most max"),
    ])
    .optional(),
  mtls: z.enum(["STRICT", "PERMISSIVE"]).optional(),
  permissiveNamespaces: z.array(name).readonly().optional(),
  denyByDefault: z.boolean().optional(),
  authorizationPolicies: z
    .array(authorizationPolicySchema)
    .refine((all) => new Set(all.map(keyOf)).size === all.length, "two policies have the same name")
    .readonly()
    .optional(),
  allowUnknownHosts: z.boolean().optional(),
  accessLog: z.boolean().optional(),
  authority: authority.optional(),
  trustDomain: z.string().min(1).optional(),
  resources: resourcesSchema.optional(),
  sidecarResources: resourcesSchema.optional(),
};
