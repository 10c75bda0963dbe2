import { z } from "zod";

import type { Shape } from "@helmwright/core";

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export interface Toleration {
  /** Absent with `Exists`: every taint. */
  readonly key?: string | undefined;
  /** Default: `Equal`. */
  readonly operator?: "Exists" | "Equal" | undefined;
  readonly value?: string | undefined;
  /** Default: every effect. */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute" | undefined;
}
export const tolerationSchema: z.ZodType<Toleration, Toleration> = z.strictObject({
  key: z.string().optional(),
  operator: z.enum(["Exists", "Equal"]).optional(),
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
} satisfies Shape<Toleration>);

/** What an agent on every node tolerates: all taints, control planes and broken nodes included. */
export const everyTaint: readonly Toleration[] = [{ operator: "Exists" }];

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>;
}
export const labelSelectorSchema: z.ZodType<LabelSelector, LabelSelector> = z.strictObject({
  matchLabels: z.record(z.string(), z.string()),
} satisfies Shape<LabelSelector>);
