import { rbac } from "@helmwright/identity";
import { prometheusOperatorCrds } from "@helmwright/observability";
import { cloudNativePg, localPath } from "@helmwright/storage";
import type { Alteration } from "@helmwright/testing";

const small = { requests: { cpu: "5m", memory: "16Mi" }, limits: { memory: "96Mi" } };

/**
 * What each component of the default platform was before its upgrade, by type: the previous version of its chart with
 * today's values. Where there is no previous version to be had, other options instead.
 */
export const previous: Readonly<Record<string, Alteration>> = {
  "node-feature-discovery": {
    chart: { version: "0.18.3", digest: "sha256:a1383e992e8b7a0efe6d856fab6b84c61988e113a55d20c8f982575d11f42e67" },
  },
  metallb: { chart: { version: "0.15.3", digest: "sha256:5a50e7f90b102c5cff404879973e305cbcb0791394fbbd5cad367a03c28d3e9d" } },
  "cert-manager": { chart: { version: "v1.20.3", digest: "sha256:30f208d8eb5e7e2b06114536f15ba464e19352a2865bad082f9eee8f0faa6c5f" } },
  "ingress-nginx": { chart: { version: "4.14.5", digest: "sha256:df63d0e46e7d0ec56f6529814e23f392100b72b06312d1391171225885372631" } },
  "local-path-provisioner": { as: localPath({ resources: small }) },
  "cloudnative-pg": { as: cloudNativePg({ clusters: [{ name: "main", storage: { size: "10Gi" } }], resources: small }) },
  "external-secrets": { chart: { version: "2.8.0", digest: "sha256:06262e50a17261cafe70993a0423e0337cbc9bd1e3ef999137ec89230d9b4266" } },
  "sealed-secrets": { chart: { version: "2.17.9", digest: "sha256:5438d8b2a8f2874fd43716a06f3c1cf076903f1d07de2095061d3d763ea9a9cd" } },
  dex: { chart: { version: "0.23.1", digest: "sha256:4656d78982265831c4f9b5e6bbbfed7716ca013e3e7a8ee8ee3650948acf26fa" } },
  rbac: { as: rbac({ platformAdmins: { groups: ["oidc:platform"] } }) },
  "prometheus-operator-crds": { as: prometheusOperatorCrds({ keepCrds: false }) },
  "kube-prometheus-stack": {
    chart: { version: "87.21.0", digest: "sha256:e5da79e7f2f19f87e51b7240eaf0e45e2dd6186875862b302a23768b71d079e9" },
  },
  velero: { chart: { version: "11.4.0", digest: "sha256:e61a188583b719dd22452ad3c9fdb3593c16b46ac1398e22b2326725b8ad7254" } },
  "istio-base": { chart: { version: "1.29.6", digest: "sha256:0b7f59fc506a867e328d509923b1d720b1a9a4a0008f74a5e0a3b34d5267798c" } },
  istiod: { chart: { version: "1.29.6", digest: "sha256:67adbbae316a5a5823200804e5c12e169db929297b4481b908bca866674a736f" } },
};
