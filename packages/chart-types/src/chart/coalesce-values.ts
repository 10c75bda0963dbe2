// Helm's rules for values of several levels (helm.sh/helm/v4/pkg/chart/common/util/coalesce.go), step by step: what null does
// depends on the step in which it is met.
import { HelmwrightError } from "@helmwright/core";
import { isTable, toTable, type ValueTable } from "./value-table.ts";

/** A chart as far as values matter; Helm's names for its parts. */
export interface ValuesLayer {
  /** Name or alias. */
  readonly key: string;
  /** The chart's own defaults; importing replaces them. */
  values: ValueTable;
  layers: readonly ValuesLayer[];
}

/** `merge` keeps null for a later step, `coalesce` takes it as a deletion. */
export type NullRule = "merge" | "coalesce";

function dropNulls(table: ValueTable): void {
  for (const [key, value] of Object.entries(table)) {
    if (value === null) delete table[key];
    else if (isTable(value)) dropNulls(value);
  }
}

/** Merges `under` into `over`, which has precedence, in place. Takes parts of `under` over as they are. */
export function mergeTables(over: ValueTable, under: ValueTable, nulls: NullRule): ValueTable {
  const set = new Set(Object.keys(under).filter((key) => under[key] !== null));
  for (const [key, value] of Object.entries(over)) if (value === null) under[key] = null;
  for (const [key, value] of Object.entries(under)) {
    if (!(key in over)) over[key] = value;
    else if (nulls === "coalesce" && over[key] === null && set.has(key)) delete over[key];
    else if (isTable(value) && isTable(over[key])) mergeTables(over[key], value, nulls);
  }
  return over;
}

function shallowCopy(table: ValueTable): ValueTable {
  return Object.assign(Object.create(null) as ValueTable, table);
}

/** A parent's globals are stronger than its subchart's. Deeper mappings are shared between the two afterwards, as in Helm. */
function passGlobals(subchart: ValueTable, parent: ValueTable): void {
  const own = "global" in subchart ? subchart["global"] : (Object.create(null) as ValueTable);
  const given = "global" in parent ? parent["global"] : {};
  if (!isTable(own) || !isTable(given)) return;
  for (const [key, value] of Object.entries(given)) {
    const below = own[key];
    if (!isTable(value)) {
      if (!isTable(below)) own[key] = value;
    } else if (!(key in own)) {
      own[key] = shallowCopy(value);
    } else if (isTable(below)) {
      own[key] = mergeTables(shallowCopy(value), below, "merge");
    }
  }
  subchart["global"] = own;
}

function applyDefaults(layer: ValuesLayer, given: ValueTable, nulls: NullRule): void {
  for (const [key, value] of Object.entries(toTable(layer.values))) {
    if (!(key in given)) {
      if (nulls === "coalesce" && value === null) continue;
      if (nulls === "coalesce" && isTable(value)) dropNulls(value);
      given[key] = value;
    } else if (given[key] === null && nulls === "coalesce") {
      delete given[key];
    } else if (isTable(given[key]) && isTable(value)) {
      const rule = layer.layers.some((one) => one.key === key) ? "merge" : nulls;
      if (rule === "coalesce") dropNulls(value);
      mergeTables(given[key], value, rule);
    }
  }
}

function coalesce(layer: ValuesLayer, values: ValueTable, nulls: NullRule): void {
  applyDefaults(layer, values, nulls);
  for (const subchart of layer.layers) {
    const below = subchart.key in values ? values[subchart.key] : (Object.create(null) as ValueTable);
    if (!isTable(below)) {
      throw new HelmwrightError(
        "VALUES_CONFLICT",
        `merge the values of ${layer.key}: ${subchart.key} is a subchart, but its value is no mapping`,
        {
          hint: `Put the values of ${subchart.key} into a mapping under its name.`,
          subject: { path: subchart.key },
        },
      );
    }
    values[subchart.key] = below;
    passGlobals(below, values);
    coalesce(subchart, below, nulls);
  }
}

/**
 * Lays given values over a chart's defaults and those of its subcharts.
 *
 * @returns a copy
 * @throws HelmwrightError `VALUES_CONFLICT` where something else than a mapping stands under a subchart's name; Helm fails too
 */
export function coalesceLayers(layer: ValuesLayer, given: ValueTable, nulls: NullRule): ValueTable {
  const values = toTable(given);
  coalesce(layer, values, nulls);
  return values;
}
