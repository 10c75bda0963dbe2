export type { Connection, ConnectOptions, DeployOptions, DestroyOptions, ReleaseStatus } from "./api.ts";
