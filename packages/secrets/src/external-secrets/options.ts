import { resourcesSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape } from "@helmwright/sdk";
import { z } from "zod";

import { externalSecretSchema } from "./external-secret.ts";
import type { ExternalSecret } from "./external-secret.ts";
import { secretStoreSchema } from "./secret-store.ts";
import type { SecretStore } from "./secret-store.ts";

export interface ExternalSecretsOptions<N extends string = string, S extends string = string> {
  /** Default: none, the operator alone. */
  readonly stores?: readonly SecretStore<N>[] | undefined;
  /** Secrets to make of values in stores. Default: none. */
  readonly secrets?: readonly ExternalSecret<S, NoInfer<N>>[] | undefined;
  /** Pods of the operator; one of them leads. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** Pods of the webhook, which every write of a store goes through. Default: 2 in `ha`, 1 in `single-node`. */
  readonly webhookReplicas?: number | undefined;
  /** Whether the CRDs, and with them all stores and the Secrets made from them, survive the removal of the release. Default: true. */
  readonly keepCrds?: boolean | undefined;
  /** Of the operator. Default: requests of 20m CPU and 128Mi memory, a limit of 512Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

const distinct = (items: readonly { readonly name: string }[]): boolean => new Set(items.map((one) => one.name)).size === items.length;

export const externalSecretsOptions: Shape<ExternalSecretsOptions> = {
  stores: z.array(secretStoreSchema).refine(distinct, "two stores have the same name").readonly().optional(),
  secrets: z.array(externalSecretSchema).refine(distinct, "two secrets have the same name").readonly().optional(),
  replicas: z.int().min(1).optional(),
  webhookReplicas: z.int().min(1).optional(),
  keepCrds: z.boolean().optional(),
  resources: resourcesSchema.optional(),
};
