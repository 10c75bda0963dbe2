import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://prometheus-community.github.io/helm-charts",
  name: "kube-prometheus-stack",
  version: "88.5.3",
  digest: "sha256:6e344b823166ecb6b8181a42c07e7b39fc7fe2ee8d8cadddb7d43b27bf5d6375",
};
