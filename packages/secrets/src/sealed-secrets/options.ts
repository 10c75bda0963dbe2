import { refSchema, resourcesSchema, secretSchema } from "@helmwright/sdk";
import type { HostRef, ResourceRequirements, SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

export interface SealedSecretsOptions {
  /**
   * The key pair that secrets are sealed with, PEM: with it, what is sealed today opens in a cluster made tomorrow.
   * Default: the controller makes one and a new one every `renewalDays`; they live in the cluster only.
   */
  readonly key?:
    | {
        /** Certificate, PEM; its public key seals. */
        readonly certificate: SecretValue;
        /** Private key, PEM; it opens. */
        readonly key: SecretValue;
      }
    | undefined;
  /** Days after which the controller makes a new key to seal with; the old ones go on opening. 0 is never. Default: 0 with `key`, else 30. */
  readonly renewalDays?: number | undefined;
  /** Where users get the certificate to seal with, at `/v1/cert.pem`. Default: through the API server only. */
  readonly expose?: HostRef | undefined;
  /** Of the controller. Default: requests of 20m CPU and 64Mi memory, a limit of 256Mi memory. */
  readonly resources?: ResourceRequirements | undefined;
}

export const sealedSecretsOptions: Shape<SealedSecretsOptions> = {
  key: z.strictObject({ certificate: secretSchema, key: secretSchema }).optional(),
  renewalDays: z.int().min(0).optional(),
  expose: refSchema("host").optional(),
  resources: resourcesSchema.optional(),
};
