import type { ChartTree } from "@helmwright/charts";

import { chartTypes } from "../../../packages/chart-types/src/chart-types.ts";
import { openChart } from "../../../packages/chart-types/src/chart/open-chart.ts";
import { valueTypeProblems } from "./value-type-problems.ts";
import { kubernetesTypes } from "../../../packages/chart-types/src/kubernetes/type-catalog.ts";
import type { ValueType } from "../../../packages/chart-types/src/value-type.ts";
import type { ValuePath } from "./value-paths.ts";

/** Something that the checker refuses. */
export interface Problem {
  readonly path: ValuePath;
  readonly message: string;
}

/** What is measured: everything that the project knows of one chart's values. */
export interface Checker {
  /** All problems of values that a user gives, with the least that is wrong as the path. */
  problems(values: unknown): readonly Problem[];
  /** The type of one place; undefined where the chart takes no such key. */
  typeAt(path: ValuePath): LeafType | undefined;
}

/** How precisely a place is typed. */
export interface LeafType {
  readonly types: readonly string[];
  /** Other spellings that are accepted. */
  readonly alsoAs: readonly string[];
  /** Name of the Kubernetes type that it is, or lies in. */
  readonly kubernetes: string | undefined;
}

export async function checkerOf(tree: ChartTree): Promise<Checker> {
  const { values } = chartTypes(tree);
  const catalog = kubernetesTypes().withDefinitions(openChart(tree).crds);
  return { problems: (given) => valueTypeProblems(values, given, catalog), typeAt: (path) => leafTypeAt(values, path) };
}

function leafTypeAt(type: ValueType | undefined, path: ValuePath): LeafType | undefined {
  const [key, ...rest] = path;
  if (type === undefined) return undefined;
  if (key === undefined) return { types: type.types, alsoAs: type.alsoAs, kubernetes: type.kubernetes };
  const below = typeof key === "number" ? type.items : type.properties.get(key);
  if (below !== undefined) return leafTypeAt(below, rest);
  if (type.kubernetes !== undefined) return { types: [], alsoAs: [], kubernetes: type.kubernetes };
  return leafTypeAt(type.additional, rest);
}
