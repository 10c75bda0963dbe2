/** A kwok Stage: what happens to an object of a kind when it looks like this. See https://kwok.sigs.k8s.io/docs/user/stages-configuration/ */
export interface Stage {
  readonly apiVersion: "kwok.x-k8s.io/v1alpha1";
  readonly kind: "Stage";
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly object[];
  };
  readonly spec: {
    readonly resourceRef: { readonly apiGroup: string; readonly kind: string };
    readonly selector?: { readonly matchExpressions: readonly StageExpression[] };
    readonly delay?: { readonly durationMilliseconds: number };
    readonly steps: readonly StageStep[];
  };
}

export type StageExpression =
  | { readonly key: string; readonly operator: "Exists" | "DoesNotExist" }
  | { readonly key: string; readonly operator: "In" | "NotIn"; readonly values: readonly string[] }
  | { readonly cel: { readonly expression: string } };

export type StageStep =
  | { readonly delete: true }
  | {
      readonly patch: {
        readonly root: string;
        readonly subresource?: string;
        readonly type?: "merge" | "json" | "strategic";
        readonly template: string;
      };
    }
  | { readonly apply: { readonly template: string } };

/** `ref` is `group/version/Kind`, or `v1/Kind` for the core group. */
export function stage(name: string, ref: string, spec: Omit<Stage["spec"], "resourceRef">): Stage {
  const slash = ref.lastIndexOf("/");
  return {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name },
    spec: { resourceRef: { apiGroup: ref.slice(0, slash), kind: ref.slice(slash + 1) }, ...spec },
  };
}

/** A step that merges a template into the status. */
export function patchStatus(template: string): StageStep {
  return { patch: { root: "status", subresource: "status", template } };
}

export const notDeleted: StageExpression = { key: ".metadata.deletionTimestamp", operator: "DoesNotExist" };
export const deleted: StageExpression = { key: ".metadata.deletionTimestamp", operator: "Exists" };
