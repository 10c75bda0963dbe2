import { secretSchema } from "@helmwright/sdk";
import type { SecretValue, Shape } from "@helmwright/sdk";
import { z } from "zod";

interface SolverScope {
  /** The solver is for these DNS zones and what is below them. Default: for every name no other solver is nearer to. */
  readonly zones?: readonly string[] | undefined;
}

/** Proves a name by answering on port 80. Wildcards can't be proven so. */
export interface Http01Solver extends SolverScope {
  readonly type: "http01";
  /** The ingress class that serves the answer. */
  readonly ingressClass: string;
}

/** Proves a name by a record in a zone at Cloudflare. */
export interface CloudflareSolver extends SolverScope {
  readonly type: "cloudflare";
  /** An API token with Zone:Zone:Read and Zone:DNS:Edit. */
  readonly apiToken: SecretValue;
}

/** Proves a name by a record in a zone at AWS Route 53. */
export interface Route53Solver extends SolverScope {
  readonly type: "route53";
  /** Region of the API: `eu-central-1`. */
  readonly region: string;
  /** Default: looked up by name, which needs the permission to list zones. */
  readonly hostedZoneId?: string | undefined;
  /** ARN of a role to assume. Default: none. */
  readonly role?: string | undefined;
  /** Default: what the pod's service account or node may do. */
  readonly credentials?:
    | {
        /** Id of the access key. */
        readonly accessKeyId: SecretValue;
        /** The access key itself. */
        readonly secretAccessKey: SecretValue;
      }
    | undefined;
}

/** Proves a name by a dynamic update (RFC 2136), signed by TSIG: BIND, Knot, PowerDNS and others. */
export interface Rfc2136Solver extends SolverScope {
  readonly type: "rfc2136";
  /** Address of the primary server, with port unless it is 53; an IPv6 address stands in brackets. */
  readonly nameserver: string;
  /** Name of the TSIG key, as in the server's configuration. */
  readonly keyName: string;
  /** Default: `HMACSHA256`. */
  readonly algorithm?: "HMACMD5" | "HMACSHA1" | "HMACSHA256" | "HMACSHA512" | undefined;
  /** The TSIG key, base64 as in the server's configuration. */
  readonly key: SecretValue;
}

/** How an ACME server is shown that a name is ours. */
export type Solver = Http01Solver | CloudflareSolver | Route53Solver | Rfc2136Solver;

const text = z.string().min(1);
const zones = z.array(text).min(1).readonly().optional();

const http01 = z.strictObject({ type: z.literal("http01"), ingressClass: text, zones } satisfies Shape<Http01Solver>);
const cloudflare = z.strictObject({ type: z.literal("cloudflare"), apiToken: secretSchema, zones } satisfies Shape<CloudflareSolver>);
const route53 = z.strictObject({
  type: z.literal("route53"),
  region: text,
  hostedZoneId: text.optional(),
  role: text.startsWith("arn:").optional(),
  credentials: z.strictObject({ accessKeyId: secretSchema, secretAccessKey: secretSchema }).optional(),
  zones,
} satisfies Shape<Route53Solver>);
const rfc2136 = z.strictObject({
  type: z.literal("rfc2136"),
  nameserver: text,
  keyName: text,
  algorithm: z.enum(["HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA512"]).optional(),
  key: secretSchema,
  zones,
} satisfies Shape<Rfc2136Solver>);

export const solverSchema: z.ZodType<Solver, Solver> = z.discriminatedUnion("type", [http01, cloudflare, route53, rfc2136]);
