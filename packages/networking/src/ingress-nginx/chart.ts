import type { ChartPin } from "@helmwright/sdk";

export const chart: ChartPin = {
  repository: "https://kubernetes.github.io/ingress-nginx",
  name: "ingress-nginx",
  version: "4.15.1",
  digest: "sha256:fa4dc569a716ea8f60c6aa5909db37eaa2b14b44530d130bb05b0a85b59cbf04",
};
