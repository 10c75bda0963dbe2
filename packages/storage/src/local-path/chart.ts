import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "oci://ghcr.io/rancher/local-path-provisioner/charts",
  name: "local-path-provisioner",
  version: "0.0.37",
  digest: "sha256:63bc1afea416c63f93fdaa2098e09a30033f86084bfb553deec749663bb85401",
};
