export type { ChartPin } from "./chart-pin.ts";
export { bindComponent, defineComponent, isComponent } from "./component.ts";
export type { BoundSpec, Component, ComponentSpec, Placement, PodSecurityLevel, ReadinessRule, RunTimeObject, Shape } from "./component.ts";
export { compose } from "./compose.ts";
export type { ComposeOptions, Composition, Instance, InstanceEdge } from "./compose.ts";
export type { Capability, Context, Profile } from "./context.ts";
export { findCycles } from "./cycles.ts";
export type { Edge } from "./cycles.ts";
export { HelmwrightError, ProblemsError } from "./error.ts";
export type { ErrorDetails, Subject } from "./error.ts";
export { formatObject, groupOf, objectIdOf, objectKey } from "./manifest.ts";
export type { Json, JsonObject, Manifest, ManifestMetadata, ObjectId } from "./manifest.ts";
export { chartValuesProblems } from "./chart-values-problems.ts";
export type { ChartValuesCheck } from "./chart-values-problems.ts";
export { mergeValues } from "./merge-values.ts";
export { definePlatform, platformOf } from "./platform.ts";
export type { ChosenEnvironment, ClusterTarget, Environment, Platform, PlatformDefinition } from "./platform.ts";
export { claim, existing, isRef, makeRef, refSchema } from "./reference.ts";
export type {
  AddressRef,
  BucketRef,
  Claim,
  DatabaseRef,
  HostRef,
  IssuerRef,
  Kind,
  Kinds,
  OidcRef,
  Ref,
  SecretKeyRef,
  SecretStoreRef,
  StorageClassRef,
} from "./reference.ts";
export { formatPath, nearestOf, schemaProblems } from "./schema-problems.ts";
export type { SchemaCheck } from "./schema-problems.ts";
export { isSecretValue, secret, secretLeaves, secretSchema } from "./secret.ts";
export type { SecretSource, SecretSpec, SecretValue } from "./secret.ts";
export { referredComponents, walkReferences } from "./walk-references.ts";
export type { FoundReference } from "./walk-references.ts";
export type { EngineEvent, EventSink, Phase } from "./events.ts";
export type {
  ObjectChange,
  PlanDocument,
  PlanStep,
  RunReport,
  StepAction,
  StepFailure,
  StepKind,
  StepResult,
  ValueChange,
} from "./plan-document.ts";
export type {
  ApiResource,
  ChartSource,
  Cluster,
  HelmRunner,
  Host,
  KindId,
  ListOptions,
  LiveMetadata,
  LiveObject,
  Rendered,
  ReleaseRecords,
  ReleaseRequest,
  RenderRequest,
  ResolvedChart,
  StoredRelease,
} from "./ports.ts";
export { fitsSchema } from "./values-schema/fits-schema.ts";
export { textPatterns } from "./values-schema/text-patterns.ts";
export { valuesProblems } from "./values-schema/values-problems.ts";
export type { ValuesProblem } from "./values-schema/values-problems.ts";
export { withoutNulls } from "./without-nulls.ts";
export { unchecked } from "./unchecked.ts";
export type { Unchecked } from "./unchecked.ts";
