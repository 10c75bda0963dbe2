import { claim, envFromSecret, restricted, spreadOverNodes } from "@helmwright/sdk";
import type { Claim, Context, EnvVar, RunTimeObject, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { DexConnectorConfig } from "./connector-config.ts";
import type { DexChartValues } from "./gen/values.ts";
import { askedClients, clientVariable } from "./clients.ts";
import type { DexConnector, DexOptions } from "./options.ts";

const secretName = (context: Context): string => `${context.release.name}-credentials`;

/** Everything secret that dex reads, under the name of the environment variable it reads it from. */
function credentials(options: DexOptions, context: Context): Readonly<Record<string, SecretValue>> {
  return Object.fromEntries([
    ...askedClients(context).map(({ clientId, secret }) => [clientVariable(clientId), secret] as const),
    ...(options.connectors ?? []).map(({ clientSecret }, index) => [connectorVariable(index), clientSecret] as const),
    ...Object.values(options.passwords ?? {}).map((hash, index) => [passwordVariable(index), hash] as const),
    ...(options.database ? [["DATABASE_PASSWORD", options.database.out.password] as const] : []),
  ]);
}

/** What every token names as its issuer. */
export function dexIssuer({ expose: { out } }: DexOptions): string {
  return `${out.tlsSecret === undefined ? "http" : "https"}://${out.host}`;
}

export function dexClaims({ database }: DexOptions): readonly Claim[] {
  return database ? [claim(database, { database: database.out.database, owner: database.out.owner })] : [];
}

/** Without a database dex defines kinds of its own, and keeps keys and sessions in them. */
export function dexAtRunTime({ database }: DexOptions): readonly RunTimeObject[] {
  const own: Omit<RunTimeObject, "name"> = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    by: "dex",
    retention: "keep",
  };
  return database ? [] : storedKinds.map((name) => ({ ...own, name: `${name}.dex.coreos.com` }));
}

const storedKinds = [
  "authcodes",
  "authrequests",
  "connectors",
  "devicerequests",
  "devicetokens",
  "oauth2clients",
  "offlinesessionses",
  "passwords",
  "refreshtokens",
  "signingkeies",
];

export function dexSecrets(options: DexOptions, context: Context): readonly SecretSpec[] {
  const data = credentials(options, context);
  return Object.keys(data).length === 0 ? [] : [{ name: secretName(context), data }];
}

export function dexValues(options: DexOptions, context: Context): DexChartValues {
  const { connectors = [], passwords = {}, idTokenHours = 24, resources } = options;
  const replicas = options.replicas ?? (context.profile === "ha" ? 2 : 1);
  const issuer = dexIssuer(options);
  const staticPasswords = Object.keys(passwords).map((email, index) => ({ email, hashFromEnv: passwordVariable(index), userID: email }));
  return {
    replicaCount: replicas,
    config: {
      issuer,
      storage: storageOf(options),
      oauth2: { skipApprovalScreen: true },
      expiry: { idTokens: `${idTokenHours}h` },
      // Dex refuses to start without any way to log in.
      enablePasswordDB: staticPasswords.length > 0 || connectors.length === 0,
      staticPasswords: staticPasswords.length > 0 ? staticPasswords : undefined,
      staticClients: askedClients(context).map(({ clientId, redirectUris }) => ({
        id: clientId,
        name: clientId,
        secretEnv: clientVariable(clientId),
        redirectURIs: redirectUris,
      })),
      connectors: connectors.map((connector, index) => connectorOf(connector, index, issuer)),
    },
    envVars: Object.keys(credentials(options, context)).map((key): EnvVar => envFromSecret(key, secretName(context), key)),
    podSecurityContext: { ...restricted.pod, runAsUser: 1001, runAsGroup: 1001, fsGroup: 1001 },
    securityContext: { ...restricted.container, readOnlyRootFilesystem: true },
    resources: resources ?? { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    podDisruptionBudget: { enabled: replicas > 1, minAvailable: replicas > 1 ? 1 : undefined },
    topologySpreadConstraints:
      replicas > 1 ? spreadOverNodes({ "app.kubernetes.io/name": "dex", "app.kubernetes.io/instance": context.release.name }) : undefined,
    serviceMonitor: { enabled: context.has.monitoring },
    ingress: ingressOf(options),
  };
}

/** https://dexidp.io/docs/configuration/storage/ */
type Storage = { readonly type: "kubernetes" | "postgres"; readonly config: Readonly<Record<string, unknown>> };

function storageOf({ database }: DexOptions): Storage {
  if (!database) return { type: "kubernetes", config: { inCluster: true } };
  const { host, port, owner } = database.out;
  const password = "$DATABASE_PASSWORD";
  return { type: "postgres", config: { host, port, database: database.out.database, user: owner, password, ssl: { mode: "require" } } };
}

function connectorOf(connector: DexConnector, index: number, issuer: string): DexConnectorConfig {
  const { type, name, clientId: clientID } = connector;
  const shared = { clientID, clientSecret: `$${connectorVariable(index)}`, redirectURI: `${issuer}/callback` };
  const orgs = connector.type === "github" ? connector.organizations?.map((organization) => ({ name: organization })) : undefined;
  return {
    type,
    id: `${type}-${index}`,
    name,
    config: { ...shared, orgs, issuer: connector.type === "oidc" ? connector.issuer : undefined },
  };
}

function ingressOf({ expose: { out } }: DexOptions): DexChartValues["ingress"] {
  return {
    enabled: true,
    className: out.className,
    annotations: out.annotations,
    hosts: [{ host: out.host, paths: [{ path: "/", pathType: "Prefix" }] }],
    tls: out.tlsSecret === undefined ? undefined : [{ secretName: out.tlsSecret, hosts: [out.host] }],
  };
}

const connectorVariable = (index: number): string => `CONNECTOR_${index}`;
const passwordVariable = (index: number): string => `PASSWORD_${index}`;
