export { dex } from "./dex/index.ts";
export type { Dex, DexChartValues, DexConnector, DexOptions } from "./dex/index.ts";
