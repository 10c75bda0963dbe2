import { resourcesSchema } from "@helmwright/sdk";
import type { ResourceRequirements, Shape } from "@helmwright/sdk";
import { z } from "zod";

import { issuerSchema } from "./issuer.ts";
import type { Issuer } from "./issuer.ts";

export interface CertManagerOptions<N extends string = string> {
  /** Cluster-wide issuers, which other components name. Default: none. */
  readonly issuers?: readonly Issuer<N>[] | undefined;
  /** Pods of the controller; one of them leads. Default: 2 in `ha`, 1 in `single-node`. */
  readonly replicas?: number | undefined;
  /** Pods of the webhook, which every write of a Certificate goes through. Default: 3 in `ha`, 1 in `single-node`. */
  readonly webhookReplicas?: number | undefined;
  /** Whether the CRDs, and with them all certificates, survive the removal of the release. Default: true. */
  readonly keepCrds?: boolean | undefined;
  /** DNS servers as `address:port` that DNS-01 records are looked for at, and no others. Default: those of the cluster. */
  readonly dns01Nameservers?: readonly string[] | undefined;
  /** Of the controller. Default: requests of 10m CPU and 64Mi memory, a limit of 512Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

export const certManagerOptions: Shape<CertManagerOptions> = {
  issuers: z
    .array(issuerSchema)
    .refine((issuers) => new Set(issuers.map(({ name }) => name)).size === issuers.length, "two issuers have the same name")
    .readonly()
    .optional(),
  replicas: z.int().min(1).optional(),
  webhookReplicas: z.int().min(1).optional(),
  keepCrds: z.boolean().optional(),
  dns01Nameservers: z.array(z.string().regex(/:\d+$/, "expected address:port")).min(1).readonly().optional(),
  resources: resourcesSchema.optional(),
};
