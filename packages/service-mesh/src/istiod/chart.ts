import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://istio-release.storage.googleapis.com/charts",
  name: "istiod",
  version: "1.30.3",
  digest: "sha256:ef500af11436e174f72fc68b289f9f5689c2049e081eb233d3acfaef8331298f",
};
