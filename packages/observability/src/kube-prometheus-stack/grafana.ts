import { claim, HelmwrightError, secret, spreadOverNodes } from "@helmwright/sdk";
import type { Claim, Context, SecretSpec, SecretValue } from "@helmwright/sdk";

import type { KubePrometheusStackChartValues } from "./gen/values.ts";
import type { GrafanaIni, GrafanaOauth } from "./grafana-ini.ts";
import { grafanaAuthorityName, grafanaName, grafanaSecretName, replicasOf } from "./names.ts";
import type { GrafanaLogin, GrafanaOptions, KubePrometheusStackOptions } from "./options.ts";

type GrafanaChartValues = NonNullable<KubePrometheusStackChartValues["grafana"]>;

const clientId = "grafana";
const authorityFolder = "/etc/grafana/login-authority";

export function grafanaValues(options: GrafanaOptions, context: Context): GrafanaChartValues {
  const { storage, database, resources } = options;
  // Without a shared database each pod would know other users and sessions.
  const replicas = database ? replicasOf(undefined, 2, context) : 1;
  const fromSecret = (key: string): { secretKeyRef: { name: string; key: string } } => ({
    secretKeyRef: { name: grafanaSecretName(context), key },
  });
  return {
    replicas,
    headlessService: replicas > 1,
    podDisruptionBudget: replicas > 1 ? { minAvailable: 1 } : undefined,
    topologySpreadConstraints:
      replicas > 1
        ? spreadOverNodes({ "app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": context.release.name })
        : undefined,
    // A volume for one node can't be handed over while the old pod runs.
    deploymentStrategy: { type: storage ? "Recreate" : "RollingUpdate" },
    admin: { existingSecret: grafanaSecretName(context), userKey: "admin-user", passwordKey: "admin-password" },
    envValueFrom: {
      ...(options.login ? { GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: fromSecret("client-secret") } : {}),
      ...(database ? { GF_DATABASE_PASSWORD: fromSecret("database-password") } : {}),
    },
    "grafana.ini": iniOf(options, replicas, context),
    extraSecretMounts: options.login?.authority
      ? [{ name: "login-authority", secretName: grafanaAuthorityName(context), mountPath: authorityFolder, readOnly: true }]
      : undefined,
    ingress: ingressOf(options),
    persistence: storage
      ? {
          enabled: true,
          size: storage.size,
          storageClassName: storage.class?.out.name,
          annotations: { "helm.sh/resource-policy": "keep" },
          lookupVolumeName: false,
        }
      : { enabled: false },
    // The pod's fsGroup does what this would do as root.
    initChownData: { enabled: false },
    testFramework: { enabled: false },
    resources: resources ?? { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    sidecar: {
      resources: { requests: { cpu: "10m", memory: "96Mi" }, limits: { memory: "256Mi" } },
      dashboards: { enabled: true, searchNamespace: "ALL" },
      datasources: { enabled: true, searchNamespace: "ALL" },
    },
  };
}

/** Everything secret that Grafana reads. */
export function grafanaSecrets({ login, database }: GrafanaOptions, context: Context): readonly SecretSpec[] {
  const data: Readonly<Record<string, SecretValue>> = {
    "admin-user": secret.text`admin`,
    "admin-password": secret.generated(`${grafanaName(context)}.admin`),
    ...(login ? { "client-secret": clientSecret(context) } : {}),
    ...(database ? { "database-password": database.out.password } : {}),
  };
  const authority = login?.authority ? [{ name: grafanaAuthorityName(context), data: { "ca.crt": login.authority } }] : [];
  return [{ name: grafanaSecretName(context), data }, ...authority];
}

/** Grafana's own registration at the provider, and its database. */
export function grafanaClaims({ grafana = {} }: KubePrometheusStackOptions, context: Pick<Context, "release">): readonly Claim[] {
  const { login, database } = grafana;
  const redirectUris = [`${addressOf(grafana)}/login/generic_oauth`];
  return [
    ...(login ? [claim(login.provider, { clientId, redirectUris, secret: clientSecret(context) })] : []),
    ...(database ? [claim(database, { database: database.out.database, owner: database.out.owner })] : []),
  ];
}

function clientSecret({ release }: Pick<Context, "release">): SecretValue {
  return secret.generated(`${release.name}-grafana.oidc`);
}

function addressOf({ expose }: GrafanaOptions): string {
  return expose ? `${expose.out.tlsSecret === undefined ? "http" : "https"}://${expose.out.host}` : "http://localhost:3000";
}

function iniOf(options: GrafanaOptions, replicas: number, context: Context): GrafanaIni {
  const { expose, login, database } = options;
  return {
    server: { root_url: `${addressOf(options)}/`, domain: expose?.out.host },
    security: { cookie_secure: expose?.out.tlsSecret !== undefined, disable_gravatar: true },
    analytics: { check_for_updates: false, reporting_enabled: false },
    users: { allow_sign_up: false },
    "auth.generic_oauth": login && oauthOf(login),
    database: database && {
      type: "postgres",
      host: `${database.out.host}:${database.out.port}`,
      name: database.out.database,
      user: database.out.owner,
      ssl_mode: "require",
    },
    unified_alerting: replicas > 1 ? { ha_peers: `${grafanaName(context)}-headless:9094` } : undefined,
  };
}

/** https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/ */
function oauthOf({ provider, admins = [], editors = [], authority }: GrafanaLogin): GrafanaOauth {
  const { issuerUrl, endpoints } = provider.out;
  if (!endpoints) {
    throw new HelmwrightError(
      "OIDC_ENDPOINTS_UNKNOWN",
      `log in to Grafana by ${issuerUrl}: its endpoints are not known, and Grafana does not look them up`,
      {
        hint: "Give existing.oidc(…) the endpoints its discovery document names: { endpoints: { authorization, token, userInfo } }.",
      },
    );
  }
  const isIn = (groups: readonly string[], role: string): readonly string[] =>
    groups.map((group) => `contains(groups[*], '${group}') && '${role}'`);
  return {
    enabled: true,
    name: "Single sign-on",
    client_id: clientId,
    scopes: "openid email profile groups offline_access",
    auth_url: endpoints.authorization,
    token_url: endpoints.token,
    api_url: endpoints.userInfo,
    use_pkce: true,
    use_refresh_token: true,
    allow_sign_up: true,
    role_attribute_path: [...isIn(admins, "Admin"), ...isIn(editors, "Editor"), "'Viewer'"].join(" || "),
    role_attribute_strict: true,
    tls_client_ca: authority ? `${authorityFolder}/ca.crt` : undefined,
  };
}

function ingressOf({ expose }: GrafanaOptions): GrafanaChartValues["ingress"] {
  if (!expose) return { enabled: false };
  const { host, className, annotations, tlsSecret } = expose.out;
  return {
    enabled: true,
    ingressClassName: className,
    annotations,
    hosts: [host],
    tls: tlsSecret === undefined ? undefined : [{ secretName: tlsSecret, hosts: [host] }],
  };
}
