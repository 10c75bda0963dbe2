import type { Chart, Subchart } from "./chart.ts";
import { coalesceLayers, mergeTables, type ValuesLayer } from "./coalesce-values.ts";
import { isTable, toPlain, toTable, type ValueTable, valueAt } from "./value-table.ts";

export interface MergeDefaultsOptions {
  /** What a user gives, over the chart's defaults. Default nothing. */
  readonly values?: object | undefined;
  /** Merge the defaults of subcharts that conditions and tags switch off too, which Helm leaves out. Default false. */
  readonly disabledSubcharts?: boolean | undefined;
}

/** A chart that is switched on, with the values that it gets. */
export interface MergedChart {
  readonly chart: Chart;
  /** Name or alias. */
  readonly key: string;
  /** Plain; those of subcharts lie below their keys. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly subcharts: readonly MergedChart[];
}

/** A layer that remembers how its subcharts are declared. */
interface ChartLayer extends ValuesLayer {
  readonly chart: Chart;
  layers: readonly ChartLayer[];
  declared: readonly Subchart[];
}

function layerOf(chart: Chart, key: string): ChartLayer {
  return {
    chart,
    key,
    values: toTable(chart.defaults.values),
    layers: chart.subcharts.flatMap((subchart) => (subchart.chart === undefined ? [] : [layerOf(subchart.chart, subchart.key)])),
    declared: chart.subcharts.filter(({ declared }) => declared),
  };
}

/** Tags first, then the first condition that holds a boolean, which wins. */
function isEnabled(subchart: Subchart, values: ValueTable, path: readonly string[]): boolean {
  const tags = isTable(values["tags"]) ? values["tags"] : {};
  const tagged = subchart.tags.map((tag) => (Object.hasOwn(tags, tag) ? tags[tag] : undefined));
  const byTags = tagged.includes(true) || !tagged.includes(false);
  const conditions = subchart.condition.map((condition) => valueAt(values, [...path, ...condition.split(".")]));
  return (conditions.find((value) => typeof value === "boolean") as boolean | undefined) ?? byTags;
}

/** Takes switched-off subcharts away. Conditions of deeper levels are looked up from the top, tags too, as Helm does. */
function dropDisabled(layer: ChartLayer, given: ValueTable, path: readonly string[]): void {
  if (layer.declared.length === 0) return;
  const values = coalesceLayers(layer, given, "coalesce");
  const off = new Set(layer.declared.filter((subchart) => !isEnabled(subchart, values, path)).map(({ key }) => key));
  layer.layers = layer.layers.filter(({ key }) => !off.has(key));
  layer.declared = layer.declared.filter(({ key }) => !off.has(key));
  for (const below of layer.layers) dropDisabled(below, values, [...path, below.key]);
}

function nest(path: string, table: ValueTable): ValueTable {
  if (path === ".") return table;
  return path.split(".").reduceRight<ValueTable>((inner, key) => toTable({ [key]: inner }), table);
}

/** Lays what parents take over from their subcharts under the parents' own defaults, innermost first. */
function importValues(layer: ChartLayer): void {
  for (const below of layer.layers) importValues(below);
  if (layer.declared.length === 0) return;
  const values = coalesceLayers(layer, toTable({}), "merge");
  const imported = toTable({});
  for (const { key, importValues: imports } of layer.declared) {
    for (const one of imports) {
      const { child, parent } = typeof one === "string" ? { child: `exports.${one}`, parent: "." } : one;
      const table = valueAt(values, [key, ...child.split(".")]);
      if (isTable(table)) mergeTables(imported, nest(parent, toTable(table)), "merge");
    }
  }
  layer.values = mergeTables(values, imported, "merge");
}

/**
 * The values that a chart renders with, as `helm template` makes them: the chart's defaults over those of its subcharts, `global` handed
 * down, imported values, null as a deletion.
 *
 * @returns a plain object of its own
 * @throws HelmwrightError `VALUES_CONFLICT`
 */
export function mergeDefaults(chart: Chart, options: MergeDefaultsOptions = {}): Readonly<Record<string, unknown>> {
  return mergeCharts(chart, options).values;
}

/**
 * The same, chart by chart: what is switched off is left out.
 *
 * @throws HelmwrightError `VALUES_CONFLICT`
 */
export function mergeCharts(chart: Chart, { values = {}, disabledSubcharts = false }: MergeDefaultsOptions = {}): MergedChart {
  const layer = layerOf(chart, chart.name);
  const given = toTable(values);
  if (!disabledSubcharts) dropDisabled(layer, given, []);
  importValues(layer);
  return merged(layer, toPlain(coalesceLayers(layer, given, "coalesce")) as MergedChart["values"]);
}

function merged({ chart, key, layers }: ChartLayer, values: MergedChart["values"]): MergedChart {
  const below = layers.map((layer) => merged(layer, (values[layer.key] ?? {}) as MergedChart["values"]));
  return { chart, key, values, subcharts: below };
}
