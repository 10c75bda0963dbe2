import type { ChartTree } from "@helmwright/charts";

import { chartTypes } from "../src/chart-types.ts";
import type { ValueType } from "../src/value-type.ts";

/** Path → what is known of it. */
export type Description = Readonly<Record<string, string>>;

/**
 * A value and everything below it, a line for each path: types, what else passes, Kubernetes type, openness, enumeration,
 * joined by ` / ` (`integer / also string / one of 1 2 / required`). `[]` is an element of a list, `*` a key that isn't known;
 * they are left out where anything goes there.
 */
function describeType(type: ValueType, path = ""): Description {
  const below = (key: string): string => (path === "" ? key : `${path}.${key}`);
  const parts = [...type.properties].map(([key, inner]) => describeType(inner, below(key)));
  const others = [type.items && describeType(type.items, `${path}[]`), type.additional && describeType(type.additional, below("*"))];
  return Object.assign(path === "" ? {} : { [path]: lineOf(type) }, ...parts, ...others.filter((one) => !isAnything(one))) as Description;
}

function isAnything(described: Description | undefined): boolean {
  return described !== undefined && Object.values(described).join() === "anything";
}

function lineOf(type: ValueType): string {
  const isObject = type.types.includes("object");
  const because = type.openBecause ? `open: ${type.openBecause.text}` : "open";
  const parts = [
    type.types.join(" ") || "anything",
    type.alsoAs.length > 0 && `also ${type.alsoAs.join(" ")}`,
    type.kubernetes?.split(".").at(-1),
    isObject && (type.additional ? because : "closed"),
    type.enum && `one of ${type.enum.join("|")}`,
    type.keywords && Object.keys(type.keywords).length > 0 && `with ${Object.keys(type.keywords).join(" ")}`,
    type.required && "required",
    type.deprecated && "deprecated",
  ];
  return parts.filter((part) => part !== false && part !== undefined).join(" / ");
}

/** The values of a chart; without `global` where nothing is known of it, and with `.` where the root is open. */
export function describeValues(tree: ChartTree): Description {
  const { values } = chartTypes(tree);
  const { global, ...described } = describeType(values);
  const root = values.additional ? { ".": lineOf(values) } : {};
  return { ...root, ...(global === undefined || global === "anything" ? {} : { global }), ...described };
}
