import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://cloudnative-pg.github.io/charts",
  name: "cloudnative-pg",
  version: "0.29.0",
  digest: "sha256:2e5b113e0f6b4ace2c04c3e01680dc53771d40f35f78d9163be57303d833b34b",
};
