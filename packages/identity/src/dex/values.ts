import { envFromSecret, restricted, spreadOverNodes } from "@helmwright/sdk";
import type { Context, EnvVar, Kinds, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { DexChartValues, DexConnectorConfig, DexIngress, DexStorage } from "./chart-values.ts";
import type { DexConnector, DexOptions } from "./options.ts";

const secretName = (context: Context): string => `${context.release.name}-credentials`;

/** Everything secret that dex reads, under the name of the environment variable it reads it from. */
function credentials(options: DexOptions, context: Context): Readonly<Record<string, SecretValue>> {
  return Object.fromEntries([
    ...context.claims("oidc").map(({ asks }) => [clientVariable(asks.clientId), asks.secret] as const),
    ...(options.connectors ?? []).map(({ clientSecret }, index) => [connectorVariable(index), clientSecret] as const),
    ...Object.values(options.passwords ?? {}).map((hash, index) => [passwordVariable(index), hash] as const),
    ...(options.database ? [["DATABASE_PASSWORD", options.database.out.password] as const] : []),
  ]);
}

export function dexSecrets(options: DexOptions, context: Context): readonly SecretSpec[] {
  const data = credentials(options, context);
  return Object.keys(data).length === 0 ? [] : [{ name: secretName(context), data }];
}

export function dexValues(options: DexOptions, context: Context): DexChartValues {
  const { expose, connectors = [], passwords = {}, idTokenHours = 24, resources } = options;
  const replicas = options.replicas ?? (context.profile === "ha" ? 2 : 1);
  const issuer = `${expose.out.tlsSecret === undefined ? "http" : "https"}://${expose.out.host}`;
  const staticPasswords = Object.keys(passwords).map((email, index) => ({ email, hashFromEnv: passwordVariable(index), userID: email }));
  return {
    replicaCount: replicas,
    config: {
      issuer,
      storage: storageOf(options),
      oauth2: { skipApprovalScreen: true },
      expiry: { idTokens: `${idTokenHours}h` },
      enablePasswordDB: staticPasswords.length > 0,
      staticPasswords: staticPasswords.length > 0 ? staticPasswords : undefined,
      staticClients: context.claims("oidc").map(({ asks }) => clientOf(asks)),
      connectors: connectors.map((connector, index) => connectorOf(connector, index, issuer)),
    },
    envVars: Object.keys(credentials(options, context)).map((key): EnvVar => envFromSecret(key, secretName(context), key)),
    podSecurityContext: { ...restricted.pod, runAsUser: 1001, runAsGroup: 1001, fsGroup: 1001 },
    securityContext: { ...restricted.container, readOnlyRootFilesystem: true },
    resources: resources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    topologySpreadConstraints: replicas > 1 ? spreadOverNodes({ "app.kubernetes.io/name": "dex" }) : undefined,
    serviceMonitor: { enabled: context.has.monitoring },
    ingress: ingressOf(options),
  };
}

function clientOf({ clientId, redirectUris }: Kinds["oidc"]["claim"]): { id: string; name: string; secretEnv: string; redirectURIs: readonly string[] } {
  return { id: clientId, name: clientId, secretEnv: clientVariable(clientId), redirectURIs: redirectUris };
}

function storageOf({ database }: DexOptions): DexStorage {
  if (!database) return { type: "kubernetes", config: { inCluster: true } };
  const { host, port, owner } = database.out;
  const password = "$DATABASE_PASSWORD";
  return { type: "postgres", config: { host, port, database: database.out.database, user: owner, password, ssl: { mode: "require" } } };
}

function connectorOf(connector: DexConnector, index: number, issuer: string): DexConnectorConfig {
  const { type, name, clientId: clientID } = connector;
  const shared = { clientID, clientSecret: `$${connectorVariable(index)}`, redirectURI: `${issuer}/callback` };
  const orgs = connector.type === "github" ? connector.organizations?.map((organization) => ({ name: organization })) : undefined;
  return { type, id: `${type}-${index}`, name, config: { ...shared, orgs, issuer: connector.type === "oidc" ? connector.issuer : undefined } };
}

function ingressOf({ expose: { out } }: DexOptions): DexIngress {
  return {
    enabled: true,
    className: out.className,
    annotations: out.annotations,
    hosts: [{ host: out.host, paths: [{ path: "/", pathType: "Prefix" }] }],
    tls: out.tlsSecret === undefined ? undefined : [{ secretName: out.tlsSecret, hosts: [out.host] }],
  };
}

const clientVariable = (clientId: string): string => `CLIENT_${clientId.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;
const connectorVariable = (index: number): string => `CONNECTOR_${index}`;
const passwordVariable = (index: number): string => `PASSWORD_${index}`;
