import type { BenchedChart } from "./benched-chart.ts";
import type { Checker } from "./checker.ts";
import type { Cluster } from "./cluster.ts";
import { sampleOf, seededRandom } from "./random.ts";
import { schemaMutations } from "./schema-mutations.ts";
import type { Mutation } from "./schema-mutations.ts";
import { withValue } from "./value-paths.ts";

export interface SchemaGapsResult {
  readonly chart: string;
  readonly tried: number;
  /** Helm's own check of the chart's schemas refuses so many. */
  readonly refused: number;
  /** Those of them that ours lets pass. */
  readonly gaps: readonly Mutation[];
}

export interface SchemaGapsOptions {
  readonly cluster: Cluster;
  /** Most values of one chart. */
  readonly sample: number;
  readonly seed: string;
}

const REFUSED_BY_SCHEMA = "values don't meet the specifications of the schema";

/** Compares Helm's check of a chart's own schemas with ours, on values that go against them. */
export async function measureSchemaGaps(chart: BenchedChart, checker: Checker, options: SchemaGapsOptions): Promise<SchemaGapsResult> {
  const { cluster, sample, seed } = options;
  const { values: base = {} } = await chart.base(cluster.render);
  const mutations = sampleOf(schemaMutations(chart.chart, chart.merged), sample, seededRandom(`${seed} schema ${chart.id}`));
  const gaps: Mutation[] = [];
  let refused = 0;
  for (const mutation of mutations) {
    const values = withValue(base, mutation.path, mutation.value, chart.defaults);
    const rendering = await cluster.render(chart.folder, values);
    if (rendering.ok || !rendering.message.includes(REFUSED_BY_SCHEMA)) continue;
    refused += 1;
    if (checker.passes(values)) gaps.push(mutation);
  }
  return { chart: chart.id, tried: mutations.length, refused, gaps };
}
