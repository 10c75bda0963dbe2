import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://istio-release.storage.googleapis.com/charts",
  name: "base",
  version: "1.30.3",
  digest: "sha256:0ff2633166142193555caa947f3d9b65880f39eb2f0ae8aebde997b6fb88c256",
};
