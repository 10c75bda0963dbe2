import type { Context, JsonObject, Manifest, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { KubernetesStore, SecretStore, VaultStore } from "./secret-store.ts";

const rbacGroup = "rbac.authorization.k8s.io";

/** https://external-secrets.io/latest/api/secretstore/ */
export function storeResources(store: SecretStore, context: Context): readonly Manifest[] {
  const { name, namespace, usableFrom } = store;
  const spec: JsonObject = {
    conditions: usableFrom && [{ namespaces: usableFrom }],
    provider: store.type === "vault" ? { vault: vaultProvider(store, context) } : { kubernetes: kubernetesProvider(store, context) },
  };
  const kind = namespace === undefined ? "ClusterSecretStore" : "SecretStore";
  const own = { apiVersion: "external-secrets.io/v1", kind, metadata: { name, namespace }, spec };
  return store.type === "kubernetes" && !store.cluster ? [...reader(store, context), own] : [own];
}

function vaultProvider(store: VaultStore, context: Context): JsonObject {
  const { server, path = "secret", version = "v2", vaultNamespace, caCertificate, login } = store;
  return {
    server,
    path,
    version,
    namespace: vaultNamespace,
    caBundle: caCertificate === undefined ? undefined : base64(caCertificate),
    auth: loginOf(login, store, context),
  };
}

function loginOf(login: VaultStore["login"], store: VaultStore, context: Context): JsonObject {
  switch (login.type) {
    case "token":
      return { tokenSecretRef: credential(store, context, "token") };
    case "kubernetes": {
      const { role, mount = "kubernetes", serviceAccount } = login;
      const account = serviceAccount && { name: serviceAccount.name, namespace: inCluster(store, serviceAccount.namespace) };
      return { kubernetes: { mountPath: mount, role, serviceAccountRef: account } };
    }
    case "appRole":
      return { appRole: { path: login.mount ?? "approle", roleId: login.roleId, secretRef: credential(store, context, "secret-id") } };
  }
}

function kubernetesProvider(store: KubernetesStore, context: Context): JsonObject {
  const { from, cluster } = store;
  if (cluster) {
    const server = { url: cluster.server, caBundle: base64(cluster.caCertificate) };
    return { remoteNamespace: from, server, auth: { token: { bearerToken: credential(store, context, "token") } } };
  }
  const authority = { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt", namespace: inCluster(store, context.release.namespace) };
  const account = { name: accountName(store), namespace: inCluster(store, context.release.namespace) };
  return {
    remoteNamespace: from,
    server: { url: "https://kubernetes.default.svc", caProvider: authority },
    auth: { serviceAccount: account },
  };
}

/** An account that may read the Secrets of one namespace. */
function reader(store: KubernetesStore, { release }: Context): readonly Manifest[] {
  const name = accountName(store);
  const account = { name, namespace: store.namespace ?? release.namespace };
  const metadata = { name, namespace: store.from };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: account },
    {
      apiVersion: `${rbacGroup}/v1`,
      kind: "Role",
      metadata,
      rules: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }],
    },
    {
      apiVersion: `${rbacGroup}/v1`,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: rbacGroup, kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", ...account }],
    },
  ];
}

/** The Secret with which a store logs in, beside the store, or beside the operator for one of the whole cluster. */
export function storeSecrets(store: SecretStore): readonly SecretSpec[] {
  const data = credentialsOf(store);
  return data ? [{ name: credentialName(store), namespace: store.namespace, data }] : [];
}

function credentialsOf(store: SecretStore): Readonly<Record<string, SecretValue>> | undefined {
  if (store.type === "kubernetes") return store.cluster && { token: store.cluster.token };
  const { login } = store;
  if (login.type === "token") return { token: login.token };
  return login.type === "appRole" ? { "secret-id": login.secretId } : undefined;
}

function credential(store: SecretStore, { release }: Context, key: string): JsonObject {
  return { name: credentialName(store), key, namespace: inCluster(store, release.namespace) };
}

/** A store of one namespace must not name another one, and needs not name its own. */
function inCluster(store: SecretStore, namespace: string): string | undefined {
  return store.namespace === undefined ? namespace : undefined;
}

const credentialName = ({ name }: SecretStore): string => `${name}-store-credentials`;
const accountName = ({ name }: SecretStore): string => `${name}-store-reader`;
const base64 = (text: string): string => Buffer.from(text).toString("base64");
