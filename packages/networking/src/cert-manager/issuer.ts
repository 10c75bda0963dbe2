import { secretSchema } from "@helmwright/sdk";
import type { SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

import { solverSchema } from "./solver.ts";
import type { Solver } from "./solver.ts";

/** Certificates from an ACME server. */
export interface AcmeIssuer<N extends string = string> {
  readonly type: "acme";
  /** Name of the ClusterIssuer. */
  readonly name: N;
  /** URL of the server's directory. */
  readonly server: string;
  /** Where the server writes before a certificate runs out. */
  readonly email: string;
  /** How names are proven; for each name the nearest one is used. */
  readonly solvers: readonly Solver[];
  /** Binds the account to one at the provider (ZeroSSL, Google). Default: none. */
  readonly externalAccount?:
    | {
        /** Id of the key, from the provider. */
        readonly keyId: string;
        /** The HMAC key itself, base64 as the provider gives it. */
        readonly key: SecretValue;
      }
    | undefined;
}

/** Certificates signed by a key that lives in the cluster. */
export interface CaIssuer<N extends string = string> {
  readonly type: "ca";
  /** Name of the ClusterIssuer. */
  readonly name: N;
  /** An existing authority, PEM. Default: a root is made once, and outlives the component. */
  readonly authority?:
    | {
        /** Certificate, PEM. */
        readonly certificate: SecretValue;
        /** Private key, PEM. */
        readonly key: SecretValue;
      }
    | undefined;
  /** Common name of the root that is made. Default: the issuer's name. */
  readonly commonName?: string | undefined;
  /** How long the root that is made is valid, in days. Default: 3650. */
  readonly validDays?: number | undefined;
}

/** Certificates that sign themselves: each is its own root, so that nobody trusts it without being told. */
export interface SelfSignedIssuer<N extends string = string> {
  readonly type: "selfSigned";
  /** Name of the ClusterIssuer. */
  readonly name: N;
}

export type Issuer<N extends string = string> = AcmeIssuer<N> | CaIssuer<N> | SelfSignedIssuer<N>;

export interface LetsEncryptOptions<N extends string = string> {
  /** Name of the ClusterIssuer. */
  readonly name: N;
  /** Where Let's Encrypt writes before a certificate runs out. */
  readonly email: string;
  /** `staging` certificates are trusted by nobody, and its rate limits hardly felt; `production` allows 50 a week and domain. */
  readonly environment: "staging" | "production";
  /** Default: HTTP-01 through ingress class `nginx`. */
  readonly solvers?: readonly Solver[] | undefined;
}

const directories = {
  staging: "https://acme-staging-v02.api.letsencrypt.org/directory",
  production: "https://acme-v02.api.letsencrypt.org/directory",
};

/** An issuer at Let's Encrypt. */
export function letsEncrypt<const N extends string>({ name, email, environment, solvers }: LetsEncryptOptions<N>): AcmeIssuer<N> {
  return { type: "acme", name, email, server: directories[environment], solvers: solvers ?? [{ type: "http01", ingressClass: "nginx" }] };
}

/** An issuer at any ACME server: step-ca, ZeroSSL, Google Trust Services. */
export function acme<const N extends string>(options: Omit<AcmeIssuer<N>, "type">): AcmeIssuer<N> {
  return { type: "acme", ...options };
}

/** An issuer with a root of its own, or with a given one. */
export function certificateAuthority<const N extends string>(options: Omit<CaIssuer<N>, "type">): CaIssuer<N> {
  return { type: "ca", ...options };
}

/** An issuer of certificates that sign themselves. */
export function selfSigned<const N extends string>(options: Omit<SelfSignedIssuer<N>, "type">): SelfSignedIssuer<N> {
  return { type: "selfSigned", ...options };
}

const name = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "expected lower case, digits, - and .");

const acmeIssuer = z.strictObject({
  type: z.literal("acme"),
  name,
  server: z.url({ protocol: /^https$/ }),
  email: z.email(),
  solvers: z.array(solverSchema).min(1).readonly(),
  externalAccount: z.strictObject({ keyId: z.string().min(1), key: secretSchema }).optional(),
} satisfies Shape<AcmeIssuer>);
const caIssuer = z.strictObject({
  type: z.literal("ca"),
  name,
  authority: z.strictObject({ certificate: secretSchema, key: secretSchema }).optional(),
  commonName: z.string().min(1).max(64).optional(),
  validDays: z.int().min(1).optional(),
} satisfies Shape<CaIssuer>);
const selfSignedIssuer = z.strictObject({ type: z.literal("selfSigned"), name } satisfies Shape<SelfSignedIssuer>);

export const issuerSchema: z.ZodType<Issuer, Issuer> = z.discriminatedUnion("type", [acmeIssuer, caIssuer, selfSignedIssuer]);
