import type { Context, JsonObject, Manifest } from "@helmwright/sdk";

import { accountKeySecret, authoritySecret, externalAccountSecret, solverSecret } from "./secrets.ts";
import type { AcmeIssuer, CaIssuer, Issuer } from "./issuer.ts";
import type { CertManagerOptions } from "./options.ts";
import type { Solver } from "./solver.ts";

/** The issuers as ClusterIssuers, and what a root that is made here needs. */
export function certManagerResources({ issuers = [] }: CertManagerOptions, context: Context): readonly Manifest[] {
  return issuers.flatMap((issuer) => [
    ...(issuer.type === "ca" && !issuer.authority ? ownRoot(issuer, context) : []),
    clusterIssuer(issuer.name, specOf(issuer)),
  ]);
}

function clusterIssuer(name: string, spec: JsonObject): Manifest {
  return { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name }, spec };
}

function specOf(issuer: Issuer): JsonObject {
  if (issuer.type === "selfSigned") return { selfSigned: {} };
  return issuer.type === "ca" ? { ca: { secretName: authoritySecret(issuer.name) } } : { acme: acmeSpec(issuer) };
}

function acmeSpec({ name, server, email, solvers, externalAccount }: AcmeIssuer): JsonObject {
  return {
    server,
    email,
    privateKeySecretRef: { name: accountKeySecret(name) },
    externalAccountBinding: externalAccount && {
      keyID: externalAccount.keyId,
      keySecretRef: { name: externalAccountSecret(name), key: "key" },
    },
    solvers: solvers.map((solver, index) => ({
      selector: solver.zones && { dnsZones: solver.zones },
      ...challengeOf(solver, solverSecret(name, index)),
    })),
  };
}

function challengeOf(solver: Solver, secretName: string): JsonObject {
  switch (solver.type) {
    case "http01":
      return { http01: { ingress: { ingressClassName: solver.ingressClass } } };
    case "cloudflare":
      return { dns01: { cloudflare: { apiTokenSecretRef: { name: secretName, key: "api-token" } } } };
    case "route53":
      return {
        dns01: {
          route53: {
            region: solver.region,
            hostedZoneID: solver.hostedZoneId,
            role: solver.role,
            accessKeyIDSecretRef: solver.credentials && { name: secretName, key: "access-key-id" },
            secretAccessKeySecretRef: solver.credentials && { name: secretName, key: "secret-access-key" },
          },
        },
      };
    case "rfc2136":
      return {
        dns01: {
          rfc2136: {
            nameserver: solver.nameserver,
            tsigKeyName: solver.keyName,
            tsigAlgorithm: solver.algorithm ?? "HMACSHA256",
            tsigSecretSecretRef: { name: secretName, key: "key" },
          },
        },
      };
  }
}

/** A root signs itself, once; what it signs afterwards is signed by its key. */
function ownRoot({ name, commonName = name, validDays = 3650 }: CaIssuer, { release }: Context): readonly Manifest[] {
  const root = `${name}-root`;
  const spec = {
    isCA: true,
    commonName,
    secretName: authoritySecret(name),
    duration: `${validDays * 24}h`,
    privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
    issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: root },
  };
  const certificate = {
    apiVersion: "cert-manager.io/v1",
    kind: "Certificate",
    metadata: { name: root, namespace: release.namespace },
    spec,
  };
  return [clusterIssuer(root, { selfSigned: {} }), certificate];
}
