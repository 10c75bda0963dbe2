import type { ValuesNode } from "../../../packages/chart-types/src/chart/values-node.ts";
import type { BenchedChart } from "./benched-chart.ts";
import { schemaExamples } from "./schema-examples.ts";
import { flipBooleans } from "./switches.ts";
import { valueAt, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

export type DocumentKind = "defaults" | "schema example" | "documented" | "booleans flipped" | "commented-out block";

/** Values that a chart takes, by what its authors say. */
export interface TriedDocument {
  readonly kind: DocumentKind;
  /** A file, a line, or a path of the chart's values. */
  readonly origin: string;
  readonly values: Values;
}

/** Everything that a chart itself offers as values. */
export function documentsToTry(chart: BenchedChart): readonly TriedDocument[] {
  const { defaults, root, documented } = chart;
  const blocks = enabledBlocks(root, defaults);
  const together = blocks.reduce<Values>((values, { path, value }) => withValue(values, path, value, defaults), defaults);
  const commented = [
    ...blocks.map(({ path, value, line }) => ({ origin: `values.yaml:${line}`, values: withValue({}, path, value, defaults) })),
    ...(blocks.length > 0 ? [{ origin: "all blocks", values: together }] : []),
  ];
  return [
    { kind: "defaults", origin: "values.yaml", values: defaults },
    ...schemaExamples(chart.chart.schema).map((one) => ({ kind: "schema example" as const, ...one })),
    ...documented.map((one) => ({ kind: "documented" as const, ...one })),
    { kind: "booleans flipped", origin: "values.yaml", values: flipBooleans(defaults) },
    ...commented.map((one) => ({ kind: "commented-out block" as const, ...one })),
  ];
}

interface Block {
  readonly path: ValuePath;
  readonly value: unknown;
  readonly line: number;
}

/** Commented-out keys, list elements and other values that fit the structure in one way, as they would be without the comment. */
function enabledBlocks(node: ValuesNode, defaults: Values): readonly Block[] {
  const keys = node.commentedOut.flatMap(({ key, confidence, node: { value, line } }): readonly Block[] => {
    if (confidence !== "block") return [];
    if (key !== undefined) return [{ path: [...node.path, key], value, line }];
    const list = valueAt(defaults, node.path);
    return [{ path: node.path, value: [...(Array.isArray(list) ? (list as readonly unknown[]) : []), value], line }];
  });
  const others = node.examples.flatMap(({ confidence, node: { value, line } }) =>
    confidence === "block" ? [{ path: node.path, value, line }] : [],
  );
  const below = [...node.children.values(), ...node.items].flatMap((child) => enabledBlocks(child, defaults));
  return [...keys, ...others, ...below];
}
