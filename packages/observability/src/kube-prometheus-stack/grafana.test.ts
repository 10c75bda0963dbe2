import { claim, existing, secret } from "@helmwright/sdk";
import { instanceOf, problemsOf } from "@helmwright/testing";
import type { ComposeOneOptions } from "@helmwright/testing";
import { expect, test } from "vitest";

import { prometheusOperatorCrds } from "../prometheus-operator-crds/index.ts";
import { kubePrometheusStack } from "./index.ts";
import type { GrafanaOptions } from "./index.ts";

const crds = prometheusOperatorCrds();
const endpoints = {
  authorization: "https://sso.example.org/auth",
  token: "https://sso.example.org/token",
  userInfo: "https://sso.example.org/userinfo",
};
const provider = existing.oidc("https://sso.example.org", { endpoints });
const expose = existing.host("grafana.example.org", { className: "nginx", tlsSecret: "grafana-tls", annotations: { a: "b" } });
const database = existing.database("grafana", { host: "db.example.org", owner: "grafana", password: secret.env("DB") });
const grafanaOf = (grafana: GrafanaOptions, more: ComposeOneOptions = {}): { values: unknown; secrets: unknown } => {
  const { values, secrets } = instanceOf(kubePrometheusStack({ crds, grafana }), { ...more, with: { crds } });
  return { values: values["grafana"], secrets };
};
const admin = { "admin-user": secret.text`admin`, "admin-password": secret.generated("kube-prometheus-stack-grafana.admin") };
const credentials = "kube-prometheus-stack-grafana-credentials";

test("alone: one pod, a generated password, nothing exposed", () => {
  expect(grafanaOf({})).toEqual({
    values: {
      replicas: 1,
      headlessService: false,
      deploymentStrategy: { type: "RollingUpdate" },
      admin: { existingSecret: credentials, userKey: "admin-user", passwordKey: "admin-password" },
      envValueFrom: {},
      "grafana.ini": {
        server: { root_url: "http://localhost:3000/" },
        security: { cookie_secure: false, disable_gravatar: true },
        analytics: { check_for_updates: false, reporting_enabled: false },
        users: { allow_sign_up: false },
      },
      ingress: { enabled: false },
      persistence: { enabled: false },
      initChownData: { enabled: false },
      testFramework: { enabled: false },
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      sidecar: {
        resources: { requests: { cpu: "10m", memory: "96Mi" }, limits: { memory: "256Mi" } },
        dashboards: { enabled: true, searchNamespace: "ALL" },
        datasources: { enabled: true, searchNamespace: "ALL" },
      },
    },
    secrets: [{ name: credentials, data: admin }],
  });
});

test("behind a host, with login by a provider whose authority is our own", () => {
  const login = { provider, admins: ["platform"], editors: ["team-a", "team-b"], authority: secret.file("ca.crt") };
  const { values, secrets } = grafanaOf({ expose, login });
  expect(values).toMatchObject({
    ingress: {
      enabled: true,
      ingressClassName: "nginx",
      annotations: { a: "b" },
      hosts: ["grafana.example.org"],
      tls: [{ secretName: "grafana-tls", hosts: ["grafana.example.org"] }],
    },
    envValueFrom: { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: { secretKeyRef: { name: credentials, key: "client-secret" } } },
    extraSecretMounts: [
      {
        name: "login-authority",
        secretName: "kube-prometheus-stack-grafana-login-authority",
        mountPath: "/etc/grafana/login-authority",
        readOnly: true,
      },
    ],
    "grafana.ini": {
      server: { root_url: "https://grafana.example.org/", domain: "grafana.example.org" },
      security: { cookie_secure: true },
      "auth.generic_oauth": {
        enabled: true,
        client_id: "grafana",
        auth_url: "https://sso.example.org/auth",
        token_url: "https://sso.example.org/token",
        api_url: "https://sso.example.org/userinfo",
        use_pkce: true,
        role_attribute_path:
          "contains(groups[*], 'platform') && 'Admin' || contains(groups[*], 'team-a') && 'Editor' || contains(groups[*], 'team-b') && 'Editor' || 'Viewer'",
        tls_client_ca: "/etc/grafana/login-authority/ca.crt",
      },
    },
  });
  expect(secrets).toEqual([
    { name: credentials, data: { ...admin, "client-secret": secret.generated("kube-prometheus-stack-grafana.oidc") } },
    { name: "kube-prometheus-stack-grafana-login-authority", data: { "ca.crt": secret.file("ca.crt") } },
  ]);
});

test("it registers itself at the provider and asks for its database", () => {
  const metrics = kubePrometheusStack({ crds, grafana: { expose, login: { provider }, database } });
  const release = { name: "kube-prometheus-stack", namespace: "monitoring" };
  expect(metrics.bound.claims({ platform: "p", release })).toEqual([
    claim(provider, {
      clientId: "grafana",
      redirectUris: ["https://grafana.example.org/login/generic_oauth"],
      secret: secret.generated("kube-prometheus-stack-grafana.oidc"),
    }),
    claim(database, { database: "grafana", owner: "grafana" }),
  ]);
});

test.each(["ha", "single-node"] as const)("a database lets more than one pod run in %s", (profile) => {
  const replicas = profile === "ha" ? 2 : 1;
  const { values, secrets } = grafanaOf({ database }, { profile });
  expect(values).toMatchObject({
    replicas,
    headlessService: replicas > 1,
    envValueFrom: { GF_DATABASE_PASSWORD: { secretKeyRef: { name: credentials, key: "database-password" } } },
    "grafana.ini": { database: { type: "postgres", host: "db.example.org:5432", name: "grafana", user: "grafana", ssl_mode: "require" } },
  });
  expect(secrets).toEqual([{ name: credentials, data: { ...admin, "database-password": secret.env("DB") } }]);
});

test("a volume for one node is handed over, and kept", () => {
  expect(grafanaOf({ storage: { size: "5Gi", class: existing.storageClass("fast") } }).values).toMatchObject({
    replicas: 1,
    deploymentStrategy: { type: "Recreate" },
    persistence: {
      enabled: true,
      size: "5Gi",
      storageClassName: "fast",
      annotations: { "helm.sh/resource-policy": "keep" },
      lookupVolumeName: false,
    },
  });
});

test("dashboards travel as they are", () => {
  const json = '{"title":"{{pod}}","panels":[]}';
  const { resources } = instanceOf(kubePrometheusStack({ crds, grafana: { dashboards: { pods: json } } }), { with: { crds } });
  expect(resources).toEqual([
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "dashboard-pods", namespace: "monitoring", labels: { grafana_dashboard: "1" } },
      data: { "pods.json": json },
    },
  ]);
});

test.each<[string, unknown, string]>([
  ["a login without a host", { login: { provider } }, "a login needs expose"],
  ["a database and a volume", { database, storage: { size: "1Gi" } }, "not both"],
  ["a group with a quote", { expose, login: { provider, admins: ["it's"] } }, "expected no quotes"],
  [
    "a provider of unknown endpoints",
    { expose, login: { provider: existing.oidc("https://x.example.org") } },
    "its endpoints are not known",
  ],
  ["a typo at depth", { expose, login: { provider, admin: ["x"] } }, "Did you mean admins?"],
])("refused: %s", (_name, grafana, message) => {
  expect(problemsOf({ crds, metrics: kubePrometheusStack({ crds, grafana: grafana as GrafanaOptions }) }).join("\n")).toContain(message);
});
