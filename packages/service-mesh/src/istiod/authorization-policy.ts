import type { JsonObject, Manifest, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** Who calls. Several fields of one source must all fit; of several values in a field, one. */
export interface RequestSource {
  /** Identities: `cluster.local/ns/<namespace>/sa/<account>`. Default: all. */
  readonly principals?: readonly string[] | undefined;
  /** Namespaces of the callers. Default: all. */
  readonly namespaces?: readonly string[] | undefined;
  /** Addresses of the peer, as CIDR. Default: all. */
  readonly ipBlocks?: readonly string[] | undefined;
}

/** What is called. `methods`, `paths` and `hosts` are of HTTP; a policy that names them refuses or ignores other traffic. */
export interface RequestTarget {
  /** HTTP methods: `GET`. Default: all. */
  readonly methods?: readonly string[] | undefined;
  /** With `*` at one end: `/api/*`. Default: all. */
  readonly paths?: readonly string[] | undefined;
  /** Host names that were asked for. Default: all. */
  readonly hosts?: readonly string[] | undefined;
  /** Port numbers of the workload. Default: all. */
  readonly ports?: readonly number[] | undefined;
}

/** Fits when one source and one target fit. Left out, every source or target fits. */
export interface AuthorizationRule {
  /** Who may call. Default: everybody. */
  readonly from?: readonly RequestSource[] | undefined;
  /** What may be called. Default: everything. */
  readonly to?: readonly RequestTarget[] | undefined;
}

export interface AuthorizationPolicy {
  /** Name of the policy, unique in its namespace. */
  readonly name: string;
  /** Where it holds. Default: the root namespace, so everywhere. */
  readonly namespace?: string | undefined;
  /** Labels of the workloads it holds for. Default: all. */
  readonly workloads?: Readonly<Record<string, string>> | undefined;
  /** `DENY` goes before `ALLOW`; `AUDIT` only marks. Default: `ALLOW`. */
  readonly action?: "ALLOW" | "DENY" | "AUDIT" | undefined;
  /** One of them must fit. */
  readonly rules: readonly AuthorizationRule[];
}

const texts = z.array(z.string().min(1)).min(1).readonly().optional();
const source = z.strictObject({ principals: texts, namespaces: texts, ipBlocks: texts } satisfies Shape<RequestSource>);
const target = z.strictObject({
  methods: texts,
  paths: texts,
  hosts: texts,
  ports: z.array(z.int().min(1).max(65_535)).min(1).readonly().optional(),
} satisfies Shape<RequestTarget>);
const rule = z.strictObject({
  from: z.array(source).min(1).readonly().optional(),
  to: z.array(target).min(1).readonly().optional(),
} satisfies Shape<AuthorizationRule>);

export const authorizationPolicySchema: z.ZodType<AuthorizationPolicy, AuthorizationPolicy> = z.strictObject({
  name: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, "expected lower case, digits and -"),
  namespace: z.string().min(1).optional(),
  workloads: z.record(z.string(), z.string()).optional(),
  action: z.enum(["ALLOW", "DENY", "AUDIT"]).optional(),
  rules: z.array(rule).min(1).readonly(),
} satisfies Shape<AuthorizationPolicy>);

/** https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
export function authorizationPolicy(policy: AuthorizationPolicy, rootNamespace: string): Manifest {
  const { name, namespace = rootNamespace, workloads, action = "ALLOW", rules } = policy;
  const spec: JsonObject = { action, selector: workloads && { matchLabels: workloads }, rules: rules.map(ruleOf) };
  return { apiVersion: "security.istio.io/v1", kind: "AuthorizationPolicy", metadata: { name, namespace }, spec };
}

/** A policy of nothing allows nothing. In the root namespace it holds for every workload. */
export function denyEverything(rootNamespace: string): Manifest {
  return {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: { name: "deny-by-default", namespace: rootNamespace },
    spec: {},
  };
}

function ruleOf({ from, to }: AuthorizationRule): JsonObject {
  return {
    from: from?.map(({ principals, namespaces, ipBlocks }) => ({ source: { principals, namespaces, ipBlocks } })),
    to: to?.map(({ methods, paths, hosts, ports }) => ({ operation: { methods, paths, hosts, ports: ports?.map(String) } })),
  };
}
