import { formatPath } from "@helmwright/core";

/** A step to a place in values: a key, every element of a list, or every key of a map that has no name of its own. */
export type DiffStep = { readonly key: string } | "items" | "keys";
export type DiffPath = readonly DiffStep[];

const MOST_TOUCHED = 100;

/** `server.hosts[].name`, `labels.*`. */
export function formatDiffPath(path: DiffPath): string {
  return path.reduce<string>((text, step) => {
    if (step === "items") return `${text}[]`;
    const key = step === "keys" ? "*" : formatPath([step.key]);
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

/** Paths of given values at a place or below it: leaves, an empty list or map included. At most 100. */
export function touchedPaths(values: unknown, path: DiffPath): readonly string[] {
  const touched: string[] = [];
  for (const found of reached(values, path, [])) {
    for (const leaf of leavesOf(found.value, found.at)) {
      touched.push(formatPath(leaf));
      if (touched.length === MOST_TOUCHED) return touched;
    }
  }
  return touched;
}

type At = readonly (string | number)[];

function* reached(value: unknown, [step, ...rest]: DiffPath, at: At): Generator<{ readonly value: unknown; readonly at: At }> {
  if (step === undefined) yield { value, at };
  else if (step === "items") {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* reached(item, rest, [...at, index]);
  } else if (isTable(value)) {
    const keys = step === "keys" ? Object.keys(value) : Object.hasOwn(value, step.key) ? [step.key] : [];
    for (const key of keys) yield* reached(value[key], rest, [...at, key]);
  }
}

function* leavesOf(value: unknown, at: At): Generator<At> {
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : isTable(value)
      ? Object.entries(value)
      : [];
  if (parts.length === 0) yield at;
  for (const [step, part] of parts) yield* leavesOf(part, [...at, step]);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
