import { velero } from "@helmwright/backup";
import { dex, rbac } from "@helmwright/identity";
import { certificateAuthority, certManager, ingressNginx, metalLb } from "@helmwright/networking";
import { nodeFeatureDiscovery } from "@helmwright/node-bootstrap";
import { kubePrometheusStack, prometheusOperatorCrds } from "@helmwright/observability";
import { definePlatform, existing, secret } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";
import { externalSecrets, kubernetesStore, sealedSecrets } from "@helmwright/secrets";
import { istiod, istioBase } from "@helmwright/service-mesh";
import { cloudNativePg, localPath } from "@helmwright/storage";

const platform: Platform = definePlatform({
  name: "homelab",
  environments: {
    dev: { target: "sandbox", profile: "single-node" },
    ha: { target: "sandbox", profile: "ha" },
    prod: { target: { context: "homelab" }, profile: "ha", protected: true },
  },
  compose({ env }) {
    const domain = env.pick({ prod: "example.org", default: "dev.example.org" });

    const features = nodeFeatureDiscovery();

    const pools = metalLb({ pools: [{ name: "ingress", addresses: ["198.51.100.10-198.51.100.20"] }] });
    const certs = certManager({ issuers: [certificateAuthority({ name: "internal", commonName: "homelab internal" })] });
    const web = ingressNginx({ address: pools.address("ingress"), webhookIssuer: certs.issuer("internal") });
    const at = (name: string): ReturnType<typeof web.host> => web.host(`${name}.${domain}`, certs.issuer("internal"));

    const volumes = localPath();
    const postgres = cloudNativePg({ clusters: [{ name: "main", storage: { size: "10Gi", class: volumes.storageClass() } }] });

    const stores = externalSecrets({
      stores: [kubernetesStore({ name: "shared", from: "shared-secrets" })],
      secrets: [
        { name: "team-a-registry", namespace: "team-a", store: "shared", data: { password: { key: "registry", property: "password" } } },
      ],
    });
    const sealing = sealedSecrets({ expose: at("sealing") });

    const sso = dex({
      expose: at("sso"),
      database: postgres.database("main", { database: "dex", owner: "dex" }),
      connectors: env.pick({
        prod: [{ type: "github" as const, name: "GitHub", clientId: "homelab", clientSecret: secret.env("GITHUB_CLIENT_SECRET") }],
        default: [],
      }),
    });
    const roles = rbac({
      platformAdmins: { groups: ["oidc:platform"] },
      monitoringReaders: { groups: ["oidc:everyone"] },
      storageAdmins: { groups: ["oidc:storage"] },
      appDevelopers: { "team-a": { groups: ["oidc:team-a"] } },
    });

    const monitors = prometheusOperatorCrds();
    const metrics = kubePrometheusStack({
      crds: monitors,
      webhookIssuer: certs.issuer("internal"),
      prometheus: { storage: { size: "20Gi", class: volumes.storageClass() }, retentionDays: 7 },
      alertmanager: { storage: { size: "1Gi", class: volumes.storageClass() } },
      grafana: {
        expose: at("grafana"),
        login: { provider: sso.oidc(), admins: ["platform"], editors: ["team-a"] },
        database: postgres.database("main", { database: "grafana", owner: "grafana" }),
      },
      alerting: {
        receivers: [
          {
            type: "webhook",
            name: "inbox",
            url: env.pick({ prod: secret.env("ALERTS_URL"), default: secret.text`https://alerts.${domain}` }),
          },
        ],
      },
      rules: {
        certificates: [
          {
            alert: "CertificateExpires",
            expr: "certmanager_certificate_expiration_timestamp_seconds - time() < 7 * 86400",
            forMinutes: 60,
            severity: "warning",
            summary: "{{ $labels.namespace }}/{{ $labels.name }} runs out within a week",
          },
        ],
      },
    });

    const backups = velero({
      locations: [
        {
          name: "main",
          bucket: existing.bucket("backups", {
            region: "us-east-1",
            endpoint: "https://s3.example.org",
            credentials: env.pick({
              prod: { accessKeyId: secret.env("BACKUP_KEY_ID"), secretAccessKey: secret.env("BACKUP_KEY") },
              default: { accessKeyId: secret.generated("backups.key-id"), secretAccessKey: secret.generated("backups.key") },
            }),
          }),
        },
      ],
      schedules: [{ name: "daily", cron: "0 2 * * *", volumes: "none" }],
    });

    const meshBase = istioBase();
    const mesh = istiod({
      base: meshBase,
      authorizationPolicies: [
        {
          name: "scraping",
          rules: [{ from: [{ namespaces: ["monitoring"] }], to: [{ methods: ["GET"], paths: ["/metrics", "/stats/prometheus"] }] }],
        },
      ],
    });

    return { features, pools, certs, web, volumes, postgres, stores, sealing, sso, roles, monitors, metrics, backups, meshBase, mesh };
  },
});
export default platform;
