export { istioBase } from "./istio-base/index.ts";
export type { IstioBase, IstioBaseChartValues, IstioBaseOptions } from "./istio-base/index.ts";
export { istiod } from "./istiod/index.ts";
export type {
  AuthorizationPolicy,
  AuthorizationRule,
  Istiod,
  IstiodChartValues,
  IstiodOptions,
  MeshAuthority,
  RequestSource,
  RequestTarget,
} from "./istiod/index.ts";
