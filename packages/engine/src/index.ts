export type {
  Connection,
  ConnectOptions,
  DeployOptions,
  DestroyOptions,
  ObjectDiff,
  ReleaseStatus,
  RenderedDocument,
  RenderPlatformOptions,
} from "./api.ts";
