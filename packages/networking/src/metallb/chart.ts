import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://metallb.github.io/metallb",
  name: "metallb",
  version: "0.16.1",
  digest: "sha256:3091117a7100689d4461fd34ad13110706bc3977c5e7e6096d96c39cbf064a70",
};
