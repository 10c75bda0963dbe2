import type { Chart } from "../chart/chart.ts";
import type { ValuesNode } from "../chart/values-node.ts";
import type { ValuesPath } from "../evaluate/values-path.ts";
import { additionalAt, type TypeRef } from "../kubernetes/type-ref.ts";
import { schemaView } from "./schema-view.ts";
import type { SchemaView } from "./schema-view.ts";

/** All that is known of one place before it is weighed. */
export interface Evidence {
  /** `controller.image.tag` */
  readonly path: string;
  /** What templates do with it; several where it is also an element of something that is gone through. */
  readonly uses: readonly ValuesPath[];
  /** In `values.yaml`, the parent chart's before the subchart's. */
  readonly defaults: readonly ValuesNode[];
  /** Values that comments of `values.yaml` show. */
  readonly examples: readonly ValuesNode[];
  readonly schemas: readonly SchemaView[];
  /** What it is by the type of the object that it is a part of. */
  readonly kubernetes: readonly TypeRef[];
  /** Why anything goes above it, and so here. */
  readonly open: string | undefined;
  /** It is the value under whatever key a map has. */
  readonly anyKey?: boolean;
  /** Charts whose values lie here. */
  readonly charts: readonly Chart[];
}

/** The evidence for the values of a whole chart. */
export function evidenceForChart(chart: Chart, root: ValuesPath): Evidence {
  return {
    path: "",
    uses: [root],
    defaults: [chart.defaults.root],
    examples: [],
    schemas: schemaOf(chart),
    kubernetes: [],
    open: undefined,
    charts: [chart],
  };
}

const views = new WeakMap<Chart, readonly SchemaView[]>();

function schemaOf(chart: Chart): readonly SchemaView[] {
  const known = views.get(chart) ?? [schemaView(chart.schema)].filter((view) => view !== undefined);
  views.set(chart, known);
  return known;
}

/** What subcharts say of a key of their parent's values: all of it under their own key, and `global` is one map for all. */
function evidenceOfSubcharts(
  charts: readonly Chart[],
  key: string,
): Pick<Evidence, "charts" | "defaults" | "schemas"> & { readonly missing: boolean } {
  const subcharts = charts.flatMap((chart) => chart.subcharts).filter((subchart) => subchart.key === key);
  const below = subcharts.flatMap(({ chart }) => chart ?? []);
  const globals = key === "global" ? charts.flatMap((chart) => chart.subcharts).flatMap(({ chart }) => (chart ? [chart] : [])) : [];
  const inner = globals.map((chart) => evidenceOfSubcharts([chart], key));
  return {
    charts: below,
    defaults: [
      ...below.map((chart) => chart.defaults.root),
      ...globals.flatMap((chart) => chart.defaults.root.children.get(key) ?? []),
      ...inner.flatMap(({ defaults }) => defaults),
    ],
    schemas: [
      ...below.flatMap(schemaOf),
      ...globals.flatMap(schemaOf).flatMap((view) => view.properties.get(key) ?? []),
      ...inner.flatMap(({ schemas }) => schemas),
    ],
    missing: subcharts.some(({ chart }) => chart === undefined),
  };
}

/** The evidence for one key of an object. */
export function evidenceForKey(of: Evidence, key: string, open: string | undefined): Evidence {
  const subcharts = evidenceOfSubcharts(of.charts, key);
  const defaults = [...of.defaults.flatMap((node) => childOf(node, key)), ...subcharts.defaults];
  return {
    path: of.path === "" ? key : `${of.path}.${key}`,
    uses: [...new Set(of.uses.flatMap((path) => [path.children.get(key), path.element]).filter((path) => path !== undefined))],
    defaults,
    examples: [
      ...[...of.defaults, ...of.examples].flatMap((node) =>
        node.commentedOut.filter((one) => one.key === key && one.confidence === "block").map((one) => one.node),
      ),
      ...of.examples.flatMap((node) => childOf(node, key)),
      ...defaults.flatMap((node) => node.examples.filter((one) => one.confidence === "block").map((one) => one.node)),
    ],
    schemas: [
      ...of.schemas.flatMap((schema) => {
        const found = schema.properties.get(key) ?? (schema.additional === false ? undefined : schema.additional);
        return found ? [found] : [];
      }),
      ...subcharts.schemas,
    ],
    kubernetes: [...new Set(of.kubernetes.flatMap((type) => type.properties.get(key) ?? additionalAt(type, key) ?? []))],
    open: openOfSubcharts(of, key, subcharts.missing) ?? open,
    charts: subcharts.charts,
  };
}

function openOfSubcharts(of: Evidence, key: string, missing: boolean): string | undefined {
  if (missing) return "values of a subchart that is not in the archive";
  return key === "global" && of.charts.length > 0 && of.path !== "" ? "global values are one map for all charts" : undefined;
}

function childOf(node: ValuesNode, key: string): readonly ValuesNode[] {
  const child = node.children.get(key);
  return child ? [child] : [];
}

/** The evidence for the elements of an array, or for the values under keys that aren't known. */
export function evidenceForElements(of: Evidence, kind: "items" | "keys", open: string | undefined): Evidence {
  const nodes = [...of.defaults, ...of.examples];
  return {
    path: `${of.path}.*`,
    uses: [...new Set(of.uses.flatMap((path) => path.element ?? []))],
    defaults: [],
    examples:
      kind === "items"
        ? nodes.flatMap((node) => [...node.items, ...node.commentedOut.filter((one) => one.key === undefined).map((one) => one.node)])
        : [],
    schemas: of.schemas.flatMap((schema) => (kind === "items" ? schema.items : schema.additional) || []),
    kubernetes: [...new Set(of.kubernetes.flatMap((type) => (kind === "items" ? type.items : type.additional) ?? []))],
    open,
    anyKey: kind === "keys",
    charts: [],
  };
}
