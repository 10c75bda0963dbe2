export type { ChartOptions, ValuesOptions } from "./chart-options.ts";
export type {
  ChartCommands,
  ChartDescription,
  LintOptions,
  PullOptions,
  PushOptions,
  ShowCommands,
  ShowOptions,
} from "./chart-commands.ts";
export { defaultHelmHome } from "./child-environment.ts";
export { createHelm } from "./create-helm.ts";
export type { Helm } from "./create-helm.ts";
export type { ChartDependency, DependencyCommands, DependencyOptions } from "./dependency-commands.ts";
export { spawnHelm } from "./helm-process.ts";
export type { HelmOutcome, HelmProcess, HelmSpawn } from "./helm-process.ts";
export type { CallOptions, HelmOptions } from "./helm-runner.ts";
export { parseKubernetesYaml } from "./kubernetes-yaml.ts";
export type { YamlValue } from "./kubernetes-yaml.ts";
export type { LintMessage, LintResult } from "./lint-result.ts";
export type { PostRendererOptions } from "./post-renderer.ts";
export { pruneNullEntries, pruneNulls } from "./prune-nulls.ts";
export type { LoginOptions, RegistryCommands } from "./registry-commands.ts";
export { RELEASE_STATUSES } from "./release.ts";
export type { Release, ReleaseChart, ReleaseHook, ReleaseStatus } from "./release.ts";
export type {
  ApplyOptions,
  InstallOptions,
  ReleaseOperations,
  RollbackOptions,
  UninstallOptions,
  UpgradeOptions,
  WaitOptions,
  WaitStrategy,
} from "./release-operations.ts";
export type {
  HistoryEntry,
  ListedRelease,
  ListOptions,
  ReleaseDetails,
  ReleaseGetters,
  ReleaseMetadata,
  ReleaseQueries,
  RevisionOptions,
} from "./release-queries.ts";
export type {
  RecordChart,
  RecordChartMetadata,
  RecordHook,
  RecordInfo,
  ReleasePayload,
  ReleaseRecord,
  UnknownFields,
} from "./release-record.ts";
export {
  decodeReleaseRecord,
  encodeReleaseRecord,
  RELEASE_SECRET_SELECTOR,
  RELEASE_SECRET_TYPE,
  releaseSecretName,
  withStatus,
} from "./release-record-codec.ts";
export type { ReleaseSecret, WritableReleaseSecret } from "./release-record-codec.ts";
export type { TestOptions, TestRelease, TestResult } from "./release-test.ts";
export { splitManifests } from "./rendered-manifests.ts";
export type { RenderedHook, RenderedManifests, RenderedObject } from "./rendered-manifests.ts";
export type { AddRepositoryOptions, IndexOptions, Repository, RepositoryCommands } from "./repository-commands.ts";
export type { RenderedChart, Template, TemplateOptions } from "./template.ts";
