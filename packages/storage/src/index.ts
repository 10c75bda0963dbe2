export { cloudNativePg } from "./cloudnative-pg/index.ts";
export type {
  AskedDatabase,
  CloudNativePg,
  CloudnativePgChartValues,
  CloudNativePgOptions,
  PostgresBackups,
  PostgresCluster,
  PostgresStorage,
} from "./cloudnative-pg/index.ts";
export { localPath } from "./local-path/index.ts";
export type { LocalPath, LocalPathChartValues, LocalPathOptions } from "./local-path/index.ts";
