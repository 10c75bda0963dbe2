export { dex } from "./dex/index.ts";
export type { Dex, DexChartValues, DexConnector, DexOptions } from "./dex/index.ts";
export { rbac } from "./rbac/index.ts";
export type { Rbac, RbacOptions, RoleSubjects } from "./rbac/index.ts";
