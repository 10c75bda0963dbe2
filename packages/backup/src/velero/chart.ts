import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://vmware-tanzu.github.io/helm-charts",
  name: "velero",
  version: "12.1.0",
  digest: "sha256:c84df02f01e8278861cf32d7c66a6f94816a904db1396902c6e3d9b0d87a3e1f",
};

/** The plugin that speaks S3, of the version that goes with this chart's Velero: its repository has the table. */
export const awsPlugin = "docker.io/velero/velero-plugin-for-aws:v1.14.2";
