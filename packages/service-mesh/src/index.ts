export { istioBase } from "./istio-base/index.ts";
export type { IstioBase, IstioBaseChartValues, IstioBaseOptions } from "./istio-base/index.ts";
export { istiod } from "./istiod/index.ts";
export type {
  AuthorizationPolicy,
  AuthorizationRule,
  Istiod,
  IstiodChartValues,
  IstiodGlobal,
  IstiodOptions,
  IstioMeshConfig,
  MeshAuthority,
  RequestSource,
  RequestTarget,
} from "./istiod/index.ts";
