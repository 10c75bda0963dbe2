import {
  dereference,
  type OutputUnit,
  type Schema,
  schemaArrayKeyword,
  schemaKeyword,
  schemaMapKeyword,
  validate,
} from "@cfworker/json-schema";
import type { JsonObject } from "@helmwright/core";

import { goPattern } from "./go-pattern.ts";
import { type DraftRules, draftRules } from "./schema-draft.ts";

/** A chart's own schema, ready to check values as Helm does. */
export interface HelmSchema {
  /** Everything that is wrong, containers before what is in them. Throws a `RangeError` for a schema that refers to itself without end. */
  readonly errors: (values: unknown) => readonly OutputUnit[];
  /** The schema that a location of an error names, and the keyword's value. */
  readonly keyword: (location: string) => unknown;
  /** What Helm would fetch; it passes here. */
  readonly unfetched: readonly string[];
  /** Patterns that can't be checked here. */
  readonly unchecked: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a `values.schema.json` by the rules of its draft, as Helm's library has them (github.com/santhosh-tekuri/jsonschema, version 6). */
export function helmSchema(schema: JsonObject): HelmSchema {
  const known = draftRules(schema["$schema"]);
  const rules = known ?? (draftRules(undefined) as DraftRules);
  const unchecked = new Set<string>();
  const copy = rewrite(schema, { rules, unchecked }) as Schema;
  const lookup = dereference(copy);
  const unfetched = new Set(known || typeof schema["$schema"] !== "string" ? [] : [schema["$schema"]]);
  for (const node of Object.values(lookup)) {
    if (!isNode(node)) continue;
    const reference = node["__absolute_ref__"];
    if (typeof reference !== "string" || lookup[reference] !== undefined) continue;
    unfetched.add(String(node["$ref"]));
    lookup[reference] = true;
  }
  return {
    errors: (values) => validate(values, copy, rules.draft, lookup, false).errors,
    keyword: (location) => keywordAt(copy, location, lookup),
    unfetched: [...unfetched],
    unchecked: [...unchecked],
  };
}

interface Rewriting {
  readonly rules: DraftRules;
  readonly unchecked: Set<string>;
}

/** A copy without what the draft doesn't have, with patterns that can be run. Schemas are told from other JSON by their place. */
function rewrite(schema: unknown, rewriting: Rewriting): unknown {
  if (!isNode(schema)) return schema;
  const { rules } = rewriting;
  const entries = Object.entries(schema).flatMap(([keyword, value]): readonly (readonly [string, unknown])[] => {
    if (rules.without.has(keyword) || (keyword === "format" && !rules.formats)) return [];
    if (keyword === "pattern" && typeof value === "string") return patternEntry(keyword, value, rewriting);
    if (keyword === "patternProperties" && isNode(value)) return [[keyword, patternProperties(value, rewriting)]];
    if ((keyword in schemaMapKeyword || keyword === "dependencies") && isNode(value)) return [[keyword, mapped(value, rewriting)]];
    if (keyword in schemaArrayKeyword && Array.isArray(value)) return [[keyword, value.map((part) => rewrite(part, rewriting))]];
    return [[keyword, keyword in schemaKeyword ? rewrite(value, rewriting) : value]];
  });
  return Object.fromEntries(entries);
}

function mapped(schemas: Node, rewriting: Rewriting): unknown {
  return Object.fromEntries(Object.entries(schemas).map(([key, part]) => [key, rewrite(part, rewriting)]));
}

function patternEntry(keyword: string, pattern: string, { unchecked }: Rewriting): readonly (readonly [string, string])[] {
  const readable = goPattern(pattern);
  if (readable === undefined) unchecked.add(pattern);
  return readable === undefined ? [] : [[keyword, readable]];
}

function patternProperties(schemas: Node, rewriting: Rewriting): unknown {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([pattern, part]) =>
      patternEntry(pattern, pattern, rewriting).map(([, readable]) => [readable, rewrite(part, rewriting)]),
    ),
  );
}

function keywordAt(schema: unknown, location: string, lookup: Readonly<Record<string, unknown>>): unknown {
  let node: unknown = schema;
  for (const step of pointerSteps(location)) {
    if (step === "$ref" && isNode(node)) node = lookup[String(node["__absolute_ref__"])];
    else if (Array.isArray(node)) node = (node as readonly unknown[])[Number(step)];
    else node = isNode(node) && Object.hasOwn(node, step) ? node[step] : undefined;
  }
  return node;
}

/** The keys in a location of an error: `#/a/b~1c`. */
export function pointerSteps(location: string): readonly string[] {
  return location
    .split("/")
    .slice(1)
    .map((step) => decodeURI(step.replaceAll("%23", "#")).replaceAll("~1", "/").replaceAll("~0", "~"));
}
