import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "oci://registry.k8s.io/nfd/charts",
  name: "node-feature-discovery",
  version: "0.19.0",
  digest: "sha256:2d54228047dcf8422fc6e06ba74ec90360c7bc61a094bc6c7b1c2734851aaf39",
};
