import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://prometheus-community.github.io/helm-charts",
  name: "prometheus-operator-crds",
  version: "31.0.1",
  digest: "sha256:82e18b3cdf8ac58404ed2cdfabbfa19c034a9ed9ba552c19fddd98c3747b6a89",
};
