import type { BenchChart } from "./bench-chart.ts";

/**
 * Charts that depend on nothing and on no other, and become ready on a sandbox: controllers, agents on every node, some
 * with hooks, some with CRDs in `crds/` or in templates.
 */
export const benchCharts: readonly BenchChart[] = [
  {
    pin: {
      repository: "https://prometheus-community.github.io/helm-charts",
      name: "alertmanager",
      version: "1.42.0",
      digest: "sha256:81d72d44a03a19d0b76e812b4d8ddf027f7f651b8480cc842b7a896942d07a1b",
    },
  },
  {
    pin: {
      repository: "https://argoproj.github.io/argo-helm",
      name: "argo-rollouts",
      version: "2.41.0",
      digest: "sha256:66ce5db89c023ea179f9e3cde4fbf22d14913e12792a4124ff6f3a61688e4563",
    },
  },
  {
    pin: {
      repository: "https://charts.jetstack.io",
      name: "cert-manager",
      version: "v1.21.1",
      digest: "sha256:4af42c76bf0e1396c747ce44d067b9645f7141c4425f2bf222bdae10d3047586",
    },
  },
  {
    pin: {
      repository: "https://cloudnative-pg.github.io/charts",
      name: "cloudnative-pg",
      version: "0.29.0",
      digest: "sha256:2e5b113e0f6b4ace2c04c3e01680dc53771d40f35f78d9163be57303d833b34b",
    },
  },
  {
    pin: {
      repository: "https://coredns.github.io/helm",
      name: "coredns",
      version: "1.46.2",
      digest: "sha256:16fffb7e316a2d2519618a3046b4ffec6db1f80e11d2b68e89aa01c74deefd89",
    },
  },
  {
    pin: {
      repository: "https://kubernetes-sigs.github.io/descheduler",
      name: "descheduler",
      version: "0.36.0",
      digest: "sha256:7d1883f682ed461c820264edbac7308f0a4a2319fca28ab0959ccdf63ad325de",
    },
  },
  {
    pin: {
      repository: "https://kubernetes-sigs.github.io/external-dns",
      name: "external-dns",
      version: "1.21.1",
      digest: "sha256:0054bf223784d4e1d04fb65d319880b78f994eaf43e005b28f86b565ea05f83d",
    },
  },
  {
    pin: {
      repository: "https://kubernetes-sigs.github.io/headlamp",
      name: "headlamp",
      version: "0.45.0",
      digest: "sha256:0528e959fc158a3c4ada43fa8e729e9a6b8da1e46cc650fea1c30769ad80a8c6",
    },
  },
  {
    pin: {
      repository: "https://kubernetes.github.io/ingress-nginx",
      name: "ingress-nginx",
      version: "4.15.1",
      digest: "sha256:fa4dc569a716ea8f60c6aa5909db37eaa2b14b44530d130bb05b0a85b59cbf04",
    },
    madeAtRunTime: ["ingress-nginx-admission"],
  },
  {
    pin: {
      repository: "https://prometheus-community.github.io/helm-charts",
      name: "kube-state-metrics",
      version: "8.4.0",
      digest: "sha256:32f4d5852d963e11bf2c8413de1497e219151b175b2118414067f0b3a1ebff6b",
    },
  },
  {
    pin: {
      repository: "https://kubereboot.github.io/charts",
      name: "kured",
      version: "6.1.0",
      digest: "sha256:d181886a93cfbf4514bdc6307a01142a62952db4de34c18d811a1172154486f5",
    },
  },
  {
    pin: {
      repository: "https://metallb.github.io/metallb",
      name: "metallb",
      version: "0.16.1",
      digest: "sha256:3091117a7100689d4461fd34ad13110706bc3977c5e7e6096d96c39cbf064a70",
    },
    madeAtRunTime: ["metallb-memberlist"],
  },
  {
    pin: {
      repository: "oci://registry.k8s.io/nfd/charts",
      name: "node-feature-discovery",
      version: "0.19.0",
      digest: "sha256:2d54228047dcf8422fc6e06ba74ec90360c7bc61a094bc6c7b1c2734851aaf39",
    },
  },
  {
    pin: {
      repository: "https://charts.deliveryhero.io",
      name: "node-problem-detector",
      version: "2.4.1",
      digest: "sha256:1b0e18534cff1ed67201e90ca5f1e5ed544b52ba60ab6f463c89b4bcad139f59",
    },
  },
  {
    pin: {
      repository: "https://prometheus-community.github.io/helm-charts",
      name: "prometheus-blackbox-exporter",
      version: "11.17.2",
      digest: "sha256:2375589f7ee35e2eeb0563457c8e1126dc33be18eb1b7463bf52ce04a337c639",
    },
  },
  {
    pin: {
      repository: "https://prometheus-community.github.io/helm-charts",
      name: "prometheus-node-exporter",
      version: "4.56.1",
      digest: "sha256:71e6664660aee8fc86f8be529958a699941e9cfb22eb68914ce147553908f09a",
    },
  },
  {
    pin: {
      repository: "https://stakater.github.io/stakater-charts",
      name: "reloader",
      version: "2.2.16",
      digest: "sha256:aa8f358aad2fb53a984e3a451accb7f05319441671a398c9fedd51a99c573c00",
    },
  },
  {
    pin: {
      repository: "https://bitnami-labs.github.io/sealed-secrets",
      name: "sealed-secrets",
      version: "2.18.5",
      digest: "sha256:9454edf737cf1eb97eef6b22da01ddd51bf73e32d0ec3c10db4fe4d25e699c90",
    },
  },
  {
    pin: {
      repository: "https://kubernetes-sigs.github.io/secrets-store-csi-driver/charts",
      name: "secrets-store-csi-driver",
      version: "1.6.0",
      digest: "sha256:4cd9ae444a6b595cae5d71743c58d69b2a7fc1966c447af487148da712e96611",
    },
  },
  {
    pin: {
      repository: "https://traefik.github.io/charts",
      name: "traefik",
      version: "41.3.0",
      digest: "sha256:8f2348ed33d1fce5e8c5f4ebe0b91f2ea4dfe29e81e4d8e494dade24a92175c0",
    },
  },
  {
    pin: {
      repository: "https://kubernetes.github.io/autoscaler",
      name: "vertical-pod-autoscaler",
      version: "0.11.0",
      digest: "sha256:e0f6411333a13f8172c3af1511353f280d531a80d068ec040c3ad0ee7016e5e8",
    },
    madeAtRunTime: ["vpa-tls-certs"],
  },
];
