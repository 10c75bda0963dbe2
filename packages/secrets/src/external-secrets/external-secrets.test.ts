import { existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import { expect, test } from "vitest";

import { externalSecrets, kubernetesStore, vaultStore } from "./index.ts";
import type { ExternalSecretsOptions, SecretStore, VaultLogin } from "./index.ts";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const pem = "-----BEGIN CERTIFICATE-----\n";
const inVault = (login: VaultLogin, more: { namespace?: string } = {}): SecretStore<"main"> =>
  vaultStore({ name: "main", server: "https://vault.example.org", login, ...more });

test("replicas, budgets and spreading by profile", () => {
  const ha = instanceOf(externalSecrets(), { has: ["monitoring"] }).values;
  const single = instanceOf(externalSecrets(), { profile: "single-node" }).values;
  const spread = (name: string): unknown => [
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: { "app.kubernetes.io/instance": "external-secrets", "app.kubernetes.io/name": name } },
    },
  ];
  const small = { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } };
  expect(ha).toEqual({
    installCRDs: true,
    crds: { annotations: { "helm.sh/resource-policy": "keep" } },
    replicaCount: 2,
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    topologySpreadConstraints: spread("external-secrets"),
    networkPolicy: { enabled: false },
    leaderElect: true,
    leaderElectionID: "external-secrets-controller",
    concurrent: 4,
    resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    serviceMonitor: { enabled: true, renderMode: "alwaysRender" },
    webhook: {
      replicaCount: 2,
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
      topologySpreadConstraints: spread("external-secrets-webhook"),
      networkPolicy: { enabled: false },
      resources: small,
    },
    certController: { replicaCount: 1, podDisruptionBudget: { enabled: false }, networkPolicy: { enabled: false }, resources: small },
  });
  expect(single).toMatchObject({
    replicaCount: 1,
    podDisruptionBudget: { enabled: false },
    serviceMonitor: { enabled: false },
    webhook: { replicaCount: 1, podDisruptionBudget: { enabled: false } },
  });
  expect(single["topologySpreadConstraints"]).toBeUndefined();
});

test.each<[string, VaultLogin, unknown, unknown]>([
  [
    "token",
    { type: "token", token: secret.env("VAULT_TOKEN") },
    { tokenSecretRef: { name: "main-store-credentials", key: "token", namespace: "external-secrets" } },
    [{ name: "main-store-credentials", data: { token: secret.env("VAULT_TOKEN") } }],
  ],
  [
    "Kubernetes",
    { type: "kubernetes", role: "reader", serviceAccount: { namespace: "apps", name: "reader" } },
    { kubernetes: { mountPath: "kubernetes", role: "reader", serviceAccountRef: { name: "reader", namespace: "apps" } } },
    [],
  ],
  ["the operator's own account", { type: "kubernetes", role: "r", mount: "k8s" }, { kubernetes: { mountPath: "k8s", role: "r" } }, []],
  [
    "AppRole",
    { type: "appRole", roleId: "id", secretId: secret.env("SECRET_ID") },
    {
      appRole: {
        path: "approle",
        roleId: "id",
        secretRef: { name: "main-store-credentials", key: "secret-id", namespace: "external-secrets" },
      },
    },
    [{ name: "main-store-credentials", data: { "secret-id": secret.env("SECRET_ID") } }],
  ],
])("Vault by %s", (_name, login, auth, secrets) => {
  const { resources, ...instance } = instanceOf(externalSecrets({ stores: [inVault(login)] }));
  expect(plain(resources)).toEqual([
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { name: "main" },
      spec: { provider: { vault: { server: "https://vault.example.org", path: "secret", version: "v2", auth } } },
    },
  ]);
  expect(plain(instance.secrets)).toEqual(plain(secrets));
});

test("a store of one namespace keeps its credentials there and names no namespace", () => {
  const store = inVault({ type: "token", token: secret.env("VAULT_TOKEN") }, { namespace: "apps" });
  const { resources, secrets } = instanceOf(externalSecrets({ stores: [store] }));
  expect(plain(resources)).toMatchObject([
    {
      kind: "SecretStore",
      metadata: { name: "main", namespace: "apps" },
      spec: { provider: { vault: { auth: { tokenSecretRef: { name: "main-store-credentials", key: "token" } } } } },
    },
  ]);
  expect(JSON.stringify(resources)).not.toContain('"namespace":"external-secrets"');
  expect(secrets).toEqual([{ name: "main-store-credentials", namespace: "apps", data: { token: secret.env("VAULT_TOKEN") } }]);
});

test("another namespace is read by an account that may do nothing else", () => {
  const { resources } = instanceOf(externalSecrets({ stores: [kubernetesStore({ name: "shared", from: "vault", usableFrom: ["apps"] })] }));
  const account = { name: "shared-store-reader", namespace: "external-secrets" };
  const metadata = { name: "shared-store-reader", namespace: "vault" };
  expect(plain(resources)).toEqual([
    { apiVersion: "v1", kind: "ServiceAccount", metadata: account },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "shared-store-reader" },
      subjects: [{ kind: "ServiceAccount", ...account }],
    },
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ClusterSecretStore",
      metadata: { name: "shared" },
      spec: {
        conditions: [{ namespaces: ["apps"] }],
        provider: {
          kubernetes: {
            remoteNamespace: "vault",
            server: {
              url: "https://kubernetes.default.svc",
              caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt", namespace: "external-secrets" },
            },
            auth: { serviceAccount: account },
          },
        },
      },
    },
  ]);
});

test("another cluster is read with a token", () => {
  const cluster = { server: "https://other.example.org:6443", caCertificate: pem, token: secret.env("OTHER") };
  const { resources, secrets } = instanceOf(externalSecrets({ stores: [kubernetesStore({ name: "other", from: "shared", cluster })] }));
  expect(plain(resources)).toMatchObject([
    {
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: "shared",
            server: { url: "https://other.example.org:6443", caBundle: Buffer.from(pem).toString("base64") },
            auth: { token: { bearerToken: { name: "other-store-credentials", key: "token", namespace: "external-secrets" } } },
          },
        },
      },
    },
  ]);
  expect(plain(secrets)).toEqual(plain([{ name: "other-store-credentials", data: { token: secret.env("OTHER") } }]));
});

test("a secret is made of a declared store's values, or of a store that is there", () => {
  const store = kubernetesStore({ name: "shared", from: "vault" });
  const own = { name: "registry", namespace: "apps", store: "shared", data: { password: { key: "registry", property: "pw" } } } as const;
  const other = {
    name: "all",
    namespace: "apps",
    secretName: "everything",
    store: existing.secretStore("theirs"),
    extract: ["app/all"],
  } as const;
  const component = externalSecrets({ stores: [store], secrets: [own, { ...other, type: "kubernetes.io/tls", refreshMinutes: 5 }] });
  const { resources } = instanceOf(component);
  expect(plain(resources.filter(({ kind }) => kind === "ExternalSecret"))).toEqual([
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: "registry", namespace: "apps" },
      spec: {
        refreshInterval: "60m",
        secretStoreRef: { name: "shared", kind: "ClusterSecretStore" },
        target: { name: "registry", creationPolicy: "Owner", deletionPolicy: "Retain" },
        data: [{ secretKey: "password", remoteRef: { key: "registry", property: "pw" } }],
      },
    },
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: "everything", namespace: "apps" },
      spec: {
        refreshInterval: "5m",
        secretStoreRef: { name: "theirs", kind: "ClusterSecretStore" },
        target: { name: "everything", creationPolicy: "Owner", deletionPolicy: "Retain", template: { type: "kubernetes.io/tls" } },
        data: [],
        dataFrom: [{ extract: { key: "app/all" } }],
      },
    },
  ]);
  expect(component.secretKey("registry", "password").out).toEqual({ namespace: "apps", name: "registry", key: "password" });
  expect(component.secretKey("all", "anything").out).toEqual({ namespace: "apps", name: "everything", key: "anything" });
  expect(() => component.secretKey("registry", "pasword")).toThrow(expect.objectContaining({ code: "SECRET_KEY_UNKNOWN" }));
  // @ts-expect-error: not a declared secret
  expect(() => component.secretKey("registri", "password")).toThrow(expect.objectContaining({ code: "SECRET_KEY_UNKNOWN" }));
});

test("a store is named by its declaration", () => {
  const stores = externalSecrets({ stores: [kubernetesStore({ name: "shared", from: "vault", namespace: "apps" })] });
  expect(stores.store("shared")).toMatchObject({ kind: "secretStore", from: stores, out: { name: "shared", kind: "SecretStore" } });
  // @ts-expect-error: not a declared store
  stores.store("share");
  externalSecrets({
    stores: [kubernetesStore({ name: "a", from: "b" })],
    // @ts-expect-error: a store that is not declared
    secrets: [{ name: "s", namespace: "n", store: "c", extract: ["k"] }],
  });
});

const shared = kubernetesStore({ name: "shared", from: "vault", usableFrom: ["apps"] });
const from = (store: string, namespace: string): object => ({ name: "s", namespace, store, extract: ["k"] });

test.each<[string, unknown, string]>([
  [
    "a typo at depth",
    { stores: [{ ...inVault({ type: "kubernetes", role: "r" }), login: { type: "kubernetes", rol: "r" } }] },
    "Did you mean role?",
  ],
  ["a token as text", { stores: [inVault({ type: "token", token: "hvs.x" as never })] }, "expected a secret"],
  ["two stores of one name", { stores: [shared, shared] }, "two stores have the same name"],
  ["a store of one namespace for others", { stores: [{ ...shared, namespace: "apps" }] }, "usable from there only"],
  ["a secret of nothing", { stores: [shared], secrets: [{ name: "s", namespace: "apps", store: "shared" }] }, "expected data or extract"],
  ["a store that is not declared", { stores: [shared], secrets: [from("share", "apps")] }, 'there is no store "share"'],
  ["a store out of reach", { stores: [shared], secrets: [from("shared", "other")] }, "not usable from namespace other"],
])("refused: %s", (_name, options, message) => {
  expect(problemsOf({ stores: externalSecrets(options as ExternalSecretsOptions) }).join("\n")).toContain(message);
});

test("a typo in chart values is refused, at depth too", () => {
  // @ts-expect-error: a chart value that does not exist
  const typo = externalSecrets({}, { values: { webhook: { podDisruptionBudget: { enabld: true } } } });
  expect(problemsOf({ stores: typo })).toEqual([
    "VALUES_INVALID check chart values of stores (external-secrets): there is no webhook.podDisruptionBudget.enabld (Did you mean enabled?)",
  ]);
});
