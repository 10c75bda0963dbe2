import { mergeValues } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import { isBeside, isSwitch, setSwitches } from "./switches.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Values under which a key may come into effect, for some places of the chart's values. */
export type Context = (places: readonly ValuePath[]) => Values;

const MOST_DOCUMENTED = 3;

/**
 * What is given over `base`, which the chart needs to render: nothing; the switches on the way to the places; all switches, then
 * all booleans, of their top-level keys; all switches; all booleans; and what the authors show.
 */
export function contextsOf({ merged, documented }: BenchedChart, base: Values): readonly Context[] {
  const tops = (places: readonly ValuePath[]): ReadonlySet<unknown> => new Set(places.map(([key]) => key));
  const onTheWay = (places: readonly ValuePath[], key: ValuePath): boolean => isSwitch(key) && places.some((place) => isBeside(key, place));
  return [
    () => base,
    (places) => setSwitches(base, merged, (key) => onTheWay(places, key)),
    (places) => setSwitches(base, merged, (key) => onTheWay(places, key) || (isSwitch(key) && tops(places).has(key[0]))),
    (places) => setSwitches(base, merged, (key) => onTheWay(places, key) || tops(places).has(key[0])),
    () => setSwitches(base, merged, isSwitch),
    () => setSwitches(base, merged, () => true),
    ...documented.slice(0, MOST_DOCUMENTED).map(
      ({ values }): Context =>
        (places) =>
          setSwitches(mergeValues(base, values), merged, (key) => onTheWay(places, key)),
    ),
  ];
}
