export {
  claim,
  defineComponent,
  definePlatform,
  existing,
  HelmwrightError,
  isRef,
  refSchema,
  secret,
  secretSchema,
  unchecked,
} from "@helmwright/core";
export type {
  AddressRef,
  BucketRef,
  ChartPin,
  Claim,
  ClusterTarget,
  Component,
  ComponentSpec,
  Context,
  DatabaseRef,
  HostRef,
  IssuerRef,
  Json,
  JsonObject,
  Kind,
  Kinds,
  Manifest,
  OidcRef,
  Placement,
  PlanDocument,
  Platform,
  Profile,
  ReadinessRule,
  Ref,
  RunReport,
  RunTimeObject,
  SecretKeyRef,
  SecretSpec,
  SecretStoreRef,
  SecretValue,
  Shape,
  StorageClassRef,
  Unchecked,
} from "@helmwright/core";
export { component } from "./component.ts";
export type { RefMaker } from "./component.ts";
export { install, plan, render, status, uninstall, upgrade } from "./lifecycle.ts";
export type { ComponentTarget, Lifecycle, RenderOptions } from "./lifecycle.ts";
export {
  containerSecurityContextSchema,
  envFromSecret,
  envVarSchema,
  podSecurityContextSchema,
  quantitySchema,
  resourcesSchema,
  restricted,
  spreadOverNodes,
  topologySpreadSchema,
} from "./pod-options.ts";
export type {
  ContainerSecurityContext,
  EnvVar,
  PodSecurityContext,
  ResourceList,
  ResourceRequirements,
  TopologySpreadConstraint,
} from "./pod-options.ts";
export { everyTaint, labelSelectorSchema, tolerationSchema } from "./scheduling.ts";
export type { LabelSelector, Toleration } from "./scheduling.ts";
