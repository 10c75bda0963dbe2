export type { Connection, ConnectOptions, DeployOptions, DestroyOptions, ObjectDiff, ReleaseStatus } from "./api.ts";
