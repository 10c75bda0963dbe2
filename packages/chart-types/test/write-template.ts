import { makeTree } from "./make-tree.ts";
import { describeValues } from "./describe-type.ts";
import type { Description } from "./describe-type.ts";

/** A Deployment with these lines below it, as they are. */
export const deployment = (lines: string): string => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: x\n${lines}\n`;
/** A Deployment with an expression where an integer goes. */
export const replicas = (expression: string): string => deployment(`spec:\n  replicas: ${expression}`);
/** A Deployment with lines for its pods' specification, indented by six. */
export const pod = (lines: string): string => deployment(`spec:\n  template:\n    spec:\n${lines}`);
/** A Deployment with lines for its container, indented by ten. */
export const container = (lines: string): string => pod(`      containers:\n        - name: x\n${lines}`);
/** A ConfigMap with lines for its data, indented by two. */
export const configMap = (lines: string): string => `apiVersion: v1\nkind: ConfigMap\ndata:\n${lines}\n`;

export interface SmallChart {
  readonly values?: string;
  /** Further files of the chart. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What the types of a chart of one template are. */
export function typesOf(template: string, { values = "", files = {} }: SmallChart = {}): Description {
  return describeValues(makeTree({ "values.yaml": values, "templates/a.yaml": template, ...files }));
}
