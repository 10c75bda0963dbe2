import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://charts.jetstack.io",
  name: "cert-manager",
  version: "v1.21.1",
  digest: "sha256:4af42c76bf0e1396c747ce44d067b9645f7141c4425f2bf222bdae10d3047586",
};
