import type { Chart } from "../chart/chart.ts";
import type { TemplateEvidence } from "../evaluate/evaluate-chart.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { ValueType } from "../value-type.ts";
import { evidenceForChart } from "./evidence.ts";
import { inferValue } from "./infer-value.ts";

/** The type of a chart's values, subcharts included. */
export function inferChart(chart: Chart, { root, incomplete }: TemplateEvidence, catalog: TypeCatalog): ValueType {
  const [reason] = incomplete;
  return inferValue({ ...evidenceForChart(chart, root), open: reason }, catalog);
}
