import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://bitnami-labs.github.io/sealed-secrets",
  name: "sealed-secrets",
  version: "2.18.5",
  digest: "sha256:9454edf737cf1eb97eef6b22da01ddd51bf73e32d0ec3c10db4fe4d25e699c90",
};
