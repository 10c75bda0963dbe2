import type { JsonScalar, JsonType } from "../value-type.ts";
import type { Form, ValuesPath } from "./values-path.ts";

/** What an expression of a template can stand for, without running it. */
export type Abstract = Constant | FromValues | KeyOf | Mapping | Sequence | Text | AnyOf | Without | Opaque;

export interface Constant {
  readonly kind: "constant";
  readonly value: JsonScalar | null;
}
/** The value at a path, unchanged. */
export interface FromValues {
  readonly kind: "values";
  readonly path: ValuesPath;
  readonly id: number;
}
/** The name of some key of a map in the values. */
export interface KeyOf {
  readonly kind: "key";
  readonly of: ValuesPath;
}
/** A map that templates built. They also change it (`set`, `merge`), therefore it is mutable. */
export interface Mapping {
  readonly kind: "mapping";
  readonly id: number;
  readonly entries: Map<string, Abstract>;
  /** Maps whose keys are here too. */
  readonly merged: Abstract[];
}
export interface Sequence {
  readonly kind: "sequence";
  readonly id: number;
  readonly items: readonly Abstract[];
}
export interface Text {
  readonly kind: "text";
  readonly id: number;
  readonly pieces: readonly Piece[];
}
export interface AnyOf {
  readonly kind: "any";
  readonly id: number;
  readonly of: readonly Abstract[];
}
/** A map from the values without some keys. */
export interface Without {
  readonly kind: "without";
  readonly id: number;
  readonly base: Abstract;
  readonly keys: ReadonlySet<string>;
}
/** Comes from the release, the cluster or the files of the chart: nothing of the values is in it. */
export interface Opaque {
  readonly kind: "opaque";
  readonly what: string;
}

/** Part of a text whose content depends on values. */
export type Piece = string | Hole | Alternatives | Indented;
export interface Hole {
  readonly kind: "hole";
  readonly value: Abstract;
  readonly form: Form;
  /** The value's text is a template itself (`tpl`). */
  readonly template: boolean;
  readonly only: readonly JsonType[] | undefined;
  readonly place: string;
}
export interface Alternatives {
  readonly kind: "alternatives";
  readonly branches: readonly (readonly Piece[])[];
}
export interface Indented {
  readonly kind: "indented";
  readonly by: number;
  readonly newline: boolean;
  readonly body: readonly Piece[];
}

let lastId = 0;
export function nextId(): number {
  lastId += 1;
  return lastId;
}

export const nothing: Constant = { kind: "constant", value: null };

export function constant(value: JsonScalar | null): Constant {
  return value === null ? nothing : { kind: "constant", value };
}

const known = new WeakMap<ValuesPath, FromValues>();
export function fromValues(path: ValuesPath): FromValues {
  const made = known.get(path) ?? { kind: "values", path, id: nextId() };
  known.set(path, made);
  return made;
}

export function opaque(what: string): Opaque {
  return { kind: "opaque", what };
}

export function mapping(entries: Iterable<readonly [string, Abstract]> = []): Mapping {
  return { kind: "mapping", id: nextId(), entries: new Map(entries), merged: [] };
}

const MOST_ITEMS = 48;

/** Lists that templates make longer and longer come to be elements that are any of many. */
export function sequence(items: readonly Abstract[]): Sequence {
  const alternatives = items.reduce((sum, item) => sum + alternativesOf(item).length, 0);
  return { kind: "sequence", id: nextId(), items: alternatives > MOST_ITEMS ? [anyOf(items)] : items };
}

export function without(base: Abstract, keys: ReadonlySet<string>): Abstract {
  return { kind: "without", id: nextId(), base, keys };
}

const MOST_ALTERNATIVES = 64;
/** Lists that a variable can be are one list of all their elements, when they are more. */
const MOST_LISTS = 2;

/** One of several; those that are equal are one, and `null` beside others says nothing. */
export function anyOf(candidates: readonly Abstract[]): Abstract {
  const found = new Map<string, Abstract>();
  const add = (candidate: Abstract): void => {
    if (candidate.kind === "any") candidate.of.forEach(add);
    else if (found.size < MOST_ALTERNATIVES) found.set(identity(candidate), candidate);
  };
  candidates.forEach(add);
  if (found.size > 1) found.delete("constant null");
  const lists = [...found].filter(([, one]) => one.kind === "sequence");
  if (lists.length > MOST_LISTS) {
    for (const [key] of lists) found.delete(key);
    const all = sequence(lists.flatMap(([, one]) => (one.kind === "sequence" ? one.items : [])));
    found.set(identity(all), all);
  }
  const [only = nothing] = found.values();
  return found.size < 2 ? only : { kind: "any", id: nextId(), of: [...found.values()] };
}

const identities = new WeakMap<AnyOf, string>();

/** Equal for values that mean the same, as far as that is cheap to know. */
export function identity(value: Abstract): string {
  switch (value.kind) {
    case "constant":
      return `constant ${JSON.stringify(value.value)}`;
    case "opaque":
      return `opaque ${value.what}`;
    case "key":
      return `key ${fromValues(value.of).id}`;
    case "any": {
      const made = identities.get(value) ?? `any ${value.of.map(identity).join(" ")}`;
      identities.set(value, made);
      return made;
    }
    case "values":
    case "mapping":
    case "sequence":
    case "text":
    case "without":
      return `${value.kind} ${value.id}`;
  }
}

/** The alternatives of a value, one by one. */
export function alternativesOf(value: Abstract): readonly Abstract[] {
  return value.kind === "any" ? value.of : [value];
}
