import type { Context, RunTimeObject, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { Issuer } from "./issuer.ts";
import type { CertManagerOptions } from "./options.ts";
import type { Solver } from "./solver.ts";

export const accountKeySecret = (issuer: string): string => `${issuer}-account-key`;
export const authoritySecret = (issuer: string): string => `${issuer}-authority`;
export const externalAccountSecret = (issuer: string): string => `${issuer}-external-account`;
export const solverSecret = (issuer: string, index: number): string => `${issuer}-solver-${index}`;

/** The Secrets that issuers read. A ClusterIssuer looks for them in cert-manager's own namespace. */
export function certManagerSecrets({ issuers = [] }: CertManagerOptions): readonly SecretSpec[] {
  return issuers.flatMap(secretsOf);
}

function secretsOf(issuer: Issuer): readonly SecretSpec[] {
  if (issuer.type === "selfSigned") return [];
  if (issuer.type === "ca") {
    const { authority } = issuer;
    const data = authority && { "tls.crt": authority.certificate, "tls.key": authority.key };
    return data ? [{ name: authoritySecret(issuer.name), type: "kubernetes.io/tls", data }] : [];
  }
  const { name, externalAccount, solvers } = issuer;
  const ofSolvers = solvers.flatMap((solver, index) => {
    const data = credentialsOf(solver);
    return data ? [{ name: solverSecret(name, index), data }] : [];
  });
  return externalAccount ? [{ name: externalAccountSecret(name), data: { key: externalAccount.key } }, ...ofSolvers] : ofSolvers;
}

function credentialsOf(solver: Solver): Readonly<Record<string, SecretValue>> | undefined {
  switch (solver.type) {
    case "http01":
      return undefined;
    case "cloudflare":
      return { "api-token": solver.apiToken };
    case "route53":
      return (
        solver.credentials && { "access-key-id": solver.credentials.accessKeyId, "secret-access-key": solver.credentials.secretAccessKey }
      );
    case "rfc2136":
      return { key: solver.key };
  }
}

/** What cert-manager makes for itself: the webhook's authority, leases, and keys that must outlive it. */
export function certManagerAtRunTime({ issuers = [] }: CertManagerOptions, { release }: Context): readonly RunTimeObject[] {
  const { namespace } = release;
  const name = release.name.includes("cert-manager") ? release.name : `${release.name}-cert-manager`;
  const secret = { apiVersion: "v1", kind: "Secret", namespace, by: "cert-manager" };
  const lease = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", namespace, by: "cert-manager" };
  return [
    { ...secret, name: `${name}-webhook-ca` },
    { ...lease, name: "cert-manager-controller" },
    { ...lease, name: "cert-manager-cainjector-leader-election" },
    ...issuers.flatMap((issuer): readonly RunTimeObject[] => {
      if (issuer.type === "acme") return [{ ...secret, name: accountKeySecret(issuer.name), retention: "keep" }];
      return issuer.type === "ca" && !issuer.authority ? [{ ...secret, name: authoritySecret(issuer.name), retention: "keep" }] : [];
    }),
  ];
}
