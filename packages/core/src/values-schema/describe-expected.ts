import type { Alternative, SchemaNode } from "./schema-node.ts";
import { isRecord } from "./schema-node.ts";
import { textPatterns } from "./text-patterns.ts";

const WORDS: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "true or false",
  object: "a map",
  array: "a list",
};
const AS_TEXT: ReadonlySet<unknown> = new Set([
  textPatterns.integer,
  textPatterns.number,
  textPatterns.boolean,
  textPatterns.numberOrBoolean,
]);
const MOST_LITERALS = 12;

/** What a place takes, in words: `an integer, or its text`; `ResourceRequirements`; `one of "a", "b"`. */
export function describeExpected(alternatives: readonly Alternative[]): string {
  const words = alternatives.flatMap((parts) => wordsOf(parts));
  return joined([...new Set(words)]) || "another value";
}

function wordsOf(parts: Alternative): readonly string[] {
  const name = parts.map(definitionName).findLast((one) => one !== undefined);
  if (name !== undefined) return [name];
  const literals = parts.flatMap(literalsOf);
  if (literals.length > 0) return literals;
  const types = typesOf(parts).filter((type) => type !== "null");
  const text = parts.some(({ pattern }) => AS_TEXT.has(pattern));
  const template = text || parts.some(({ pattern }) => pattern === textPatterns.template);
  const shown = types.filter((type) => !(type === "string" && template));
  const words = shown.map((type) => (type === "array" ? listWords(parts) : (WORDS[type] ?? type)));
  const restrictions = template ? [] : parts.flatMap(restrictionsOf);
  if (restrictions.length > 0) return [[joined(words), ...restrictions].filter(Boolean).join(" ")];
  return text && words.length > 0 ? [...words.slice(0, -1), `${words.at(-1)}, or its text`] : words;
}

/** The types that all parts take; undefined parts take any. */
export function typesOf(parts: Alternative): readonly string[] {
  const said = parts.flatMap(({ type }) => (type === undefined ? [] : [[type].flat().map(String)]));
  return said.reduce<readonly string[] | undefined>((so, next) => (so ? so.filter((type) => next.includes(type)) : next), undefined) ?? [];
}

/** Definitions that are named by a path in the values are only written once, and have no name of their own. */
function definitionName({ $ref }: SchemaNode): string | undefined {
  if (typeof $ref !== "string" || $ref.startsWith("#/$defs/values.")) return undefined;
  return $ref.split(/[/.]/u).at(-1);
}

function literalsOf(part: SchemaNode): readonly string[] {
  // What `const` takes beside a type is the chart's own default, which needs no mention.
  const values = Array.isArray(part["enum"]) ? part["enum"].filter((value) => value !== null && typeof value !== "object") : [];
  const shown = values.slice(0, MOST_LITERALS).map((value) => JSON.stringify(value));
  return values.length > MOST_LITERALS ? [...shown, `${values.length - MOST_LITERALS} more`] : shown;
}

function listWords(parts: Alternative): string {
  const items = parts.map((part) => part["items"]).find(isRecord);
  const name = items && definitionName(items);
  return name === undefined ? "a list" : `a list of ${name}`;
}

const RESTRICTIONS: Readonly<Record<string, (limit: string) => string>> = {
  minimum: (limit) => `of at least ${limit}`,
  maximum: (limit) => `of at most ${limit}`,
  exclusiveMinimum: (limit) => `greater than ${limit}`,
  exclusiveMaximum: (limit) => `less than ${limit}`,
  multipleOf: (limit) => `that is a multiple of ${limit}`,
  minLength: (limit) => `of at least ${limit} characters`,
  maxLength: (limit) => `of at most ${limit} characters`,
  pattern: (limit) => `that matches ${limit}`,
  minItems: (limit) => `with at least ${limit} elements`,
  maxItems: (limit) => `with at most ${limit} elements`,
};

function restrictionsOf(part: SchemaNode): readonly string[] {
  return Object.entries(part).flatMap(([keyword, limit]) => {
    const words = Object.hasOwn(RESTRICTIONS, keyword) ? RESTRICTIONS[keyword] : undefined;
    return words ? [words(typeof limit === "string" ? limit : JSON.stringify(limit))] : [];
  });
}

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
