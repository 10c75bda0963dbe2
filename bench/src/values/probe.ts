import type { Manifest } from "@helmwright/core";

import { isTable, valueAt, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** A key that nobody ever thought of, put into one map of a chart's values. */
export interface Probe {
  /** The map. */
  readonly map: ValuePath;
  /** A key of the map whose value the invented one gets. */
  readonly like: string;
  readonly key: string;
  /** The invented key takes the place of the other one, instead of standing beside it. */
  readonly instead: boolean;
}

/** The key beside which, or instead of which, the invented one stands. */
export function placeOf({ map, like }: Probe): ValuePath {
  return [...map, like];
}

/** A short word that is a valid label, file, variable, port and object name; numbers where the map's keys are numbers. */
export function inventKey(index: number, like: string): string {
  if (/^\d+$/u.test(like)) return String(47_000 + index);
  const letter = (place: number): string => String.fromCodePoint(97 + (Math.floor(index / 26 ** place) % 26));
  return `hwp${letter(2)}${letter(1)}${letter(0)}q`;
}

/** Values over the chart's own with these probes in them. */
export function plantProbes(values: Values, probes: readonly Probe[], defaults: Values): Values {
  return probes.reduce<Values>((planted, { map, like, key, instead }) => {
    const added = withValue(planted, [...map, key], valueAt(defaults, [...map, like]), defaults);
    return instead ? withValue(added, [...map, like], null, defaults) : added;
  }, values);
}

/** Everything that an object says, in lower case, with what Secrets hold in base64. */
export function textOf(object: Manifest): string {
  const data = object["data"];
  const hidden = object.kind === "Secret" && isTable(data) ? Object.values(data) : [];
  const decoded = hidden.map((value) => (typeof value === "string" ? Buffer.from(value, "base64").toString("utf8") : ""));
  return [JSON.stringify(object), ...decoded].join("\n").toLowerCase();
}

/** The object without keys, list elements and texts that hold one of these words. Undefined: nothing is left of it. */
export function withoutWords(value: unknown, words: readonly string[]): unknown {
  const holds = (text: string): boolean => words.some((word) => text.toLowerCase().includes(word));
  if (Array.isArray(value)) return value.filter((item) => !nameHolds(item, holds)).map((item) => withoutWords(item, words));
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !holds(key))
      .map(([key, inner]) => [key, withoutWords(inner, words)]),
  );
}

function nameHolds(item: unknown, holds: (text: string) => boolean): boolean {
  const name = isTable(item) ? (item["name"] ?? item["key"]) : item;
  return typeof name === "string" && holds(name);
}

/** In which way a key comes out in an object, for the share of open maps by reason. */
export function reasonOf(object: Manifest, key: string): string {
  const places = [...findWord(object, key)];
  if (places.some(({ path }) => isMetadata(path))) return "labels, annotations, selectors";
  const isConfig = object.kind === "ConfigMap" || object.kind === "Secret";
  if (isConfig || places.length === 0) return "configuration passed through as text";
  if (places.every(({ as }) => as === "text")) return "configuration passed through as text";
  if (places.every(({ as }) => as === "name")) return "gone through: a part for each key";
  return isBuiltIn(object.apiVersion) ? "map of a Kubernetes type" : "custom resource that keeps unknown fields";
}

interface Place {
  readonly path: ValuePath;
  readonly as: "key" | "name" | "text";
}

function* findWord(value: unknown, word: string, path: ValuePath = []): Generator<Place> {
  if (typeof value === "string" && value.toLowerCase().includes(word)) yield { path, as: /\n|[{:]/u.test(value) ? "text" : "name" };
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* findWord(item, word, [...path, index]);
  if (!isTable(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key.toLowerCase().includes(word)) yield { path, as: "key" };
    yield* findWord(inner, word, [...path, key]);
  }
}

function isMetadata(path: ValuePath): boolean {
  return path.some(
    (key) => key === "labels" || key === "annotations" || key === "matchLabels" || key === "nodeSelector" || key === "selector",
  );
}

function isBuiltIn(apiVersion: string): boolean {
  return !apiVersion.includes(".") || apiVersion.includes(".k8s.io/");
}
