import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://charts.external-secrets.io",
  name: "external-secrets",
  version: "2.9.0",
  digest: "sha256:b4c352f94afc40a36ea42051893cea041ad8e1b923be0a67733c4b8e71a68179",
};
