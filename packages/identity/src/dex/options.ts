import { refSchema, resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { DatabaseRef, HostRef, ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** An upstream identity provider whose users may log in. */
export type DexConnector =
  | {
      readonly type: "github";
      /** Shown on the login page. */
      readonly name: string;
      /** Id of the client that is registered at the provider. */
      readonly clientId: string;
      /** Secret of that client. */
      readonly clientSecret: SecretValue;
      /** Organisations whose members may log in. Default: everybody. */
      readonly organizations?: readonly string[] | undefined;
    }
  | {
      readonly type: "oidc";
      /** Shown on the login page. */
      readonly name: string;
      /** URL of the provider, as its tokens name it. */
      readonly issuer: string;
      /** Id of the client that is registered at the provider. */
      readonly clientId: string;
      /** Secret of that client. */
      readonly clientSecret: SecretValue;
    };

export interface DexOptions {
  /** Where users reach dex. It is the issuer of every token, so changing it logs everybody out. */
  readonly expose: HostRef;
  /** Where sessions and keys are kept. Default: custom resources in the cluster. */
  readonly database?: DatabaseRef | undefined;
  /** Default: none, which lets nobody log in but users of `passwords`. */
  readonly connectors?: readonly DexConnector[] | undefined;
  /** Users that dex itself knows: e-mail address to the bcrypt hash of the password. Default: none. */
  readonly passwords?: Readonly<Record<string, SecretValue>> | undefined;
  /** Pods. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** Lifetime of an ID token, in hours. Default: 24. */
  readonly idTokenHours?: number | undefined;
  /** Default: requests of 50m CPU and 64Mi memory, a limit of 128Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

const shared = { name: z.string().min(1), clientId: z.string().min(1), clientSecret: secretSchema };

export const dexOptions: Shape<DexOptions> = {
  expose: refSchema("host"),
  database: refSchema("database").optional(),
  connectors: z
    .array(
      z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("github"), ...shared, organizations: z.array(z.string()).readonly().optional() }),
        z.strictObject({ type: z.literal("oidc"), ...shared, issuer: z.url() }),
      ]),
    )
    .readonly()
    .optional(),
  passwords: z.record(z.email(), secretSchema).optional(),
  replicas: z.int().min(1).optional(),
  idTokenHours: z.int().min(1).optional(),
  resources: resourcesSchema.optional(),
};
