import type { Shape } from "@helmwright/sdk";
import { z } from "zod";

export interface IstioBaseOptions {
  /**
   * Revision of istiod that checks configuration without a revision label, or false for none. `default` is the istiod
   * without a revision. Default: `default`.
   */
  readonly validatedBy?: string | false | undefined;
  /**
   * Authority that the API server trusts for that check, base64 of PEM; istiod stops writing it itself. Default: istiod's
   * own, which istiod writes.
   */
  readonly validationAuthority?: string | undefined;
  /** Definitions another component owns, by their full name: `wasmplugins.extensions.istio.io`. Default: none. */
  readonly excludedCrds?: readonly string[] | undefined;
}

export const istioBaseOptions: Shape<IstioBaseOptions> = {
  validatedBy: z
    .union([z.literal(false), z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -")])
    .optional(),
  validationAuthority: z.base64().min(1).optional(),
  excludedCrds: z.array(z.string().endsWith(".istio.io")).readonly().optional(),
};
