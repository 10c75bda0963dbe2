import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://charts.dexidp.io",
  name: "dex",
  version: "0.24.0",
  digest: "sha256:29c383e4cdd1bac7a0821b8506d60e5b61814767d71b8c884f4cc4f0afbd90a7",
};
