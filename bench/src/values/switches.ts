import { valueAt, walkValues, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

const SWITCH = /enable|create|install|deploy/iu;

/** Values over `values` in which every boolean of the chart's values that is chosen is true. Those in lists stay. */
export function setSwitches(values: Values, merged: Values, chosen: (path: ValuePath) => boolean): Values {
  const off = [...walkValues(merged)].filter(({ path, value }) => isOff(path, value) && chosen(path));
  return off.reduce<Values>((set, { path }) => withValue(set, path, true), values);
}

/** Whether a boolean is named like something that switches a part of a chart on. */
export function isSwitch(path: ValuePath): boolean {
  return SWITCH.test(String(path.at(-1)));
}

/** Whether a key stands beside the value of `path`, or beside one of those that it lies in. */
export function isBeside(key: ValuePath, path: ValuePath): boolean {
  return key.length <= path.length && key.slice(0, -1).every((step, index) => step === path[index]);
}

/** Every boolean of the chart's values turned around, in the values alone that the chart's own file has. */
export function flipBooleans(values: Values): Values {
  const booleans = [...walkValues(values)].filter(({ value }) => typeof value === "boolean");
  return booleans.reduce<Values>((flipped, { path }) => withValue(flipped, path, valueAt(values, path) !== true), values);
}

function isOff(path: ValuePath, value: unknown): boolean {
  if (path.some((key) => typeof key === "number")) return false;
  return value === false || (path.at(-1) === "enabled" && (value === null || value === "-"));
}
