import { claim, existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { dex } from "./index.ts";
import type { DexOptions } from "./index.ts";

const expose = existing.host("sso.example.org", { className: "nginx", tlsSecret: "sso-tls", annotations: { a: "b" } });
const database = existing.database("dex", { host: "db.example.org", owner: "dex", password: secret.env("DB") });
const redirectUris = ["https://grafana.example.org/login/generic_oauth"];
const asks = (clientId: string): { clientId: string; redirectUris: string[]; secret: ReturnType<typeof secret.env> } => ({
  clientId,
  redirectUris,
  secret: secret.env(clientId.toUpperCase()),
});

test("replicas, budgets and spreading by profile", () => {
  expect(instanceOf(dex({ expose }), { has: ["monitoring"] }).values).toEqual({
    replicaCount: 2,
    config: {
      issuer: "https://sso.example.org",
      storage: { type: "kubernetes", config: { inCluster: true } },
      oauth2: { skipApprovalScreen: true },
      expiry: { idTokens: "24h" },
      enablePasswordDB: true,
      staticClients: [],
      connectors: [],
    },
    envVars: [],
    podSecurityContext: {
      runAsNonRoot: true,
      runAsUser: 1001,
      runAsGroup: 1001,
      fsGroup: 1001,
      seccompProfile: { type: "RuntimeDefault" },
    },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "kubernetes.io/hostname",
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: { "app.kubernetes.io/name": "dex", "app.kubernetes.io/instance": "dex" } },
      },
    ],
    serviceMonitor: { enabled: true },
    ingress: {
      enabled: true,
      className: "nginx",
      annotations: { a: "b" },
      hosts: [{ host: "sso.example.org", paths: [{ path: "/", pathType: "Prefix" }] }],
      tls: [{ secretName: "sso-tls", hosts: ["sso.example.org"] }],
    },
  });
  const single = instanceOf(dex({ expose }), { profile: "single-node" }).values;
  expect(single).toMatchObject({ replicaCount: 1, podDisruptionBudget: { enabled: false }, serviceMonitor: { enabled: false } });
  expect(single["topologySpreadConstraints"]).toBeUndefined();
});

test("everything secret reaches it by environment, from one Secret", () => {
  const sso = dex({
    expose,
    database,
    connectors: [
      { type: "github", name: "GitHub", clientId: "gh", clientSecret: secret.env("GH"), organizations: ["acme"] },
      { type: "oidc", name: "Corp", issuer: "https://corp.example.org", clientId: "corp", clientSecret: secret.env("CORP") },
    ],
    passwords: { "ada@example.org": secret.env("ADA") },
  });
  const { values, secrets } = instanceOf(sso, { claims: [claim(sso.oidc(), asks("grafana"))] });
  expect(secrets).toEqual([
    {
      name: "dex-credentials",
      data: {
        CLIENT_GRAFANA: secret.env("GRAFANA"),
        CONNECTOR_0: secret.env("GH"),
        CONNECTOR_1: secret.env("CORP"),
        PASSWORD_0: secret.env("ADA"),
        DATABASE_PASSWORD: secret.env("DB"),
      },
    },
  ]);
  const callback = "https://sso.example.org/callback";
  expect(values).toMatchObject({
    config: {
      storage: {
        type: "postgres",
        config: {
          host: "db.example.org",
          port: 5432,
          database: "dex",
          user: "dex",
          password: "$DATABASE_PASSWORD",
          ssl: { mode: "require" },
        },
      },
      enablePasswordDB: true,
      staticPasswords: [{ email: "ada@example.org", hashFromEnv: "PASSWORD_0", userID: "ada@example.org" }],
      staticClients: [{ id: "grafana", name: "grafana", secretEnv: "CLIENT_GRAFANA", redirectURIs: redirectUris }],
      connectors: [
        {
          type: "github",
          id: "github-0",
          name: "GitHub",
          config: { clientID: "gh", clientSecret: "$CONNECTOR_0", redirectURI: callback, orgs: [{ name: "acme" }] },
        },
        {
          type: "oidc",
          id: "oidc-1",
          name: "Corp",
          config: { clientID: "corp", clientSecret: "$CONNECTOR_1", redirectURI: callback, issuer: "https://corp.example.org" },
        },
      ],
    },
    envVars: ["CLIENT_GRAFANA", "CONNECTOR_0", "CONNECTOR_1", "PASSWORD_0", "DATABASE_PASSWORD"].map((name) => ({
      name,
      valueFrom: { secretKeyRef: { name: "dex-credentials", key: name } },
    })),
  });
});

test("without a database it keeps keys and sessions in kinds of its own, which stay", () => {
  const made = (options: DexOptions): readonly unknown[] =>
    instanceOf(dex(options)).atRunTime.map(({ kind, name, retention }) => [kind, name, retention]);
  expect(made({ expose })).toContainEqual(["CustomResourceDefinition", "signingkeies.dex.coreos.com", "keep"]);
  expect(made({ expose, database })).toEqual([]);
});

test("a provider is described by its issuer and endpoints", () => {
  expect(dex({ expose }).oidc().out).toEqual({
    issuerUrl: "https://sso.example.org",
    endpoints: {
      authorization: "https://sso.example.org/auth",
      token: "https://sso.example.org/token",
      userInfo: "https://sso.example.org/userinfo",
    },
  });
  expect(dex({ expose: existing.host("sso.local", { className: "nginx" }) }).oidc().out.issuerUrl).toBe("http://sso.local");
});

test("it claims the database that it is given", () => {
  expect(dex({ expose, database }).bound.claims({ platform: "p", release: { name: "dex", namespace: "dex" } })).toEqual([
    claim(database, { database: "dex", owner: "dex" }),
  ]);
});

test.each<[string, readonly string[], string]>([
  ["a redirect address with a wildcard", ["https://*.example.org"], "must be absolute, without * and #"],
  ["a relative redirect address", ["/login"], "must be absolute"],
  ["no redirect address", [], "names no redirect address"],
])("a claim is refused: %s", (_name, uris, message) => {
  const sso = dex({ expose });
  expect(() => instanceOf(sso, { claims: [claim(sso.oidc(), { ...asks("grafana"), redirectUris: uris })] })).toThrow(message);
});

test("two clients that can't be told apart are refused", () => {
  const sso = dex({ expose });
  const claims = [claim(sso.oidc(), asks("my-app")), claim(sso.oidc(), asks("my.app"))];
  expect(() => instanceOf(sso, { claims })).toThrow("register client my.app in dex: client my-app is registered already");
});

test.each<[string, unknown, string]>([
  [
    "a typo at depth",
    { expose, connectors: [{ type: "github", name: "x", clientID: "x", clientSecret: secret.env("X") }] },
    "Did you mean clientId?",
  ],
  ["a secret as text", { expose, passwords: { "ada@example.org": "$2y$10$abc" } }, "expected a secret"],
  ["a user who is no address", { expose, passwords: { ada: secret.env("ADA") } }, "passwords"],
  ["a reference of another kind", { expose, database: expose }, "expected a reference of kind database"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ sso: dex(options as DexOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = dex({ expose }, { values: { ingress: { tls: [{ secretNmae: "x" }] } } });
  expect(problemsOf({ sso: typo })).toEqual([
    "VALUES_INVALID check chart values of sso (dex): there is no ingress.tls[0].secretNmae (Did you mean secretName?)",
  ]);
});
