import type { JsonObject, Manifest, Shape } from "@helmwright/sdk";
import { z } from "zod";

/** An alert: fires for each series that the expression gives. */
export interface AlertRule {
  /** Name of the alert: `DiskFull`. */
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long it must be so, in minutes. Default: 0. */
  readonly forMinutes?: number | undefined;
  /** A `critical` alert silences lesser ones of the same namespace and name. */
  readonly severity: "critical" | "warning" | "info";
  /** Template: `{{ $labels.pod }} is down`. */
  readonly summary: string;
  /** Default: none. */
  readonly description?: string | undefined;
  /** More labels, to route by. Default: none. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}
/** A series that is computed ahead. */
export interface RecordingRule {
  /** Name of the new series: `team:requests:rate5m`. */
  readonly record: string;
  /** PromQL. */
  readonly expr: string;
  /** Labels on the new series. Default: none. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}
export type Rule = AlertRule | RecordingRule;

const text = z.string().min(1);
const labels = z.record(z.string(), z.string()).optional();
const alert = z.strictObject({
  alert: text,
  expr: text,
  forMinutes: z.int().min(0).optional(),
  severity: z.enum(["critical", "warning", "info"]),
  summary: text,
  description: text.optional(),
  labels,
} satisfies Shape<AlertRule>);
const recording = z.strictObject({
  record: z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, "expected the name of a series"),
  expr: text,
  labels,
} satisfies Shape<RecordingRule>);

export const ruleSchema: z.ZodType<Rule, Rule> = z.union([alert, recording]);

export function prometheusRule(name: string, rules: readonly Rule[], namespace: string): Manifest {
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name, namespace },
    spec: { groups: [{ name, rules: rules.map(ruleOf) }] },
  };
}

function ruleOf(rule: Rule): JsonObject {
  if ("record" in rule) return { record: rule.record, expr: rule.expr, labels: rule.labels };
  const { alert: name, expr, forMinutes = 0, severity, summary, description, labels: more } = rule;
  return {
    alert: name,
    expr,
    for: forMinutes === 0 ? undefined : `${forMinutes}m`,
    labels: { ...more, severity },
    annotations: { summary, description },
  };
}
