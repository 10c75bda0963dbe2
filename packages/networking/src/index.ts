export { acme, certificateAuthority, certManager, letsEncrypt, selfSigned } from "./cert-manager/index.ts";
export type {
  AcmeIssuer,
  CaIssuer,
  CertManager,
  CertManagerChartValues,
  CertManagerOptions,
  CloudflareSolver,
  Http01Solver,
  Issuer,
  LetsEncryptOptions,
  Rfc2136Solver,
  Route53Solver,
  SelfSignedIssuer,
  Solver,
} from "./cert-manager/index.ts";
export { ingressNginx } from "./ingress-nginx/index.ts";
export type {
  DefaultCertificate,
  IngressNginx,
  IngressNginxChartValues,
  IngressNginxOptions,
  PassthroughHost,
} from "./ingress-nginx/index.ts";
export { metalLb } from "./metallb/index.ts";
export type { AddressPool, Advertisement, BgpPeer, MetalLb, MetallbChartValues, MetalLbOptions } from "./metallb/index.ts";
