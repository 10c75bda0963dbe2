export { velero } from "./velero/index.ts";
export type {
  BackupLocation,
  BackupSchedule,
  SnapshotLocation,
  Velero,
  VeleroChartValues,
  VeleroOptions,
  VolumeBackup,
} from "./velero/index.ts";
