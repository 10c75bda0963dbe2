import type { BenchedChart } from "./benched-chart.ts";
import { isBeside, isSwitch, setSwitches } from "./switches.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Values under which a key may come into effect: what is given over the chart's own for some places of its values. */
export type Context = (places: readonly ValuePath[]) => Values;

const MOST_DOCUMENTED = 4;

/**
 * From the chart as it is to everything switched on: defaults; the switches on the way to the places; all switches, then all
 * booleans, of their top-level keys; all switches; all booleans; and what the authors show.
 */
export function contextsOf({ merged, documented }: BenchedChart): readonly Context[] {
  const tops = (places: readonly ValuePath[]): ReadonlySet<unknown> => new Set(places.map(([key]) => key));
  const onTheWay = (places: readonly ValuePath[], key: ValuePath): boolean => isSwitch(key) && places.some((place) => isBeside(key, place));
  return [
    () => ({}),
    (places) => setSwitches({}, merged, (key) => onTheWay(places, key)),
    (places) => setSwitches({}, merged, (key) => onTheWay(places, key) || (isSwitch(key) && tops(places).has(key[0]))),
    (places) => setSwitches({}, merged, (key) => onTheWay(places, key) || tops(places).has(key[0])),
    () => setSwitches({}, merged, isSwitch),
    () => setSwitches({}, merged, () => true),
    ...documented.slice(0, MOST_DOCUMENTED).map(
      ({ values }): Context =>
        (places) =>
          setSwitches(values, merged, (key) => onTheWay(places, key)),
    ),
  ];
}
