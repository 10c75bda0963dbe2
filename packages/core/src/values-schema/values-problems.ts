import type { JsonObject } from "../manifest.ts";
import { formatPath } from "../schema-problems.ts";
import { describeExpected, typesOf } from "./describe-expected.ts";
import { describeFound, isSecretPlace } from "./describe-found.ts";
import { fitsNode } from "./fits-schema.ts";
import { isNamed, namedInTemplates } from "./named-in-templates.ts";
import { nearKey } from "./near-key.ts";
import { fitOf, schemasOfKey } from "./object-view.ts";
import { plainValues } from "./plain-values.ts";
import type { Alternative, SchemaNode, SchemaRoot } from "./schema-node.ts";
import { alternativesOf, isRecord, schemaRoot } from "./schema-node.ts";

/** One place in values that the schema refuses. */
export interface ValuesProblem {
  readonly path: readonly (string | number)[];
  /** The whole in a sentence without a final stop: `controller.replicas: expected an integer, found the string "two"`. */
  readonly message: string;
  /** `the string "two"`, `a list`, `the key replicas`; a string that may be a secret is never shown. */
  readonly found: string;
  /** `an integer, or its text`, `ResourceRequirements`, `one of "a", "b"`. */
  readonly expected: string;
  /** The path that was probably meant. */
  readonly didYouMean?: string | undefined;
}

const MOST_PROBLEMS = 1000;
const MOST_KEYS_TOLD = 12;

/**
 * Everything in a chart's values that their schema (JSON Schema 2020-12, self-contained) refuses: one problem for each place,
 * in the order of the values, at most 1,000. Keys that templates among the values read are the user's own and no problem. Keys that are undefined count as absent. Values nested deeper than 100 levels or
 * larger than 500,000 are one problem.
 */
export function valuesProblems(schema: JsonObject, values: unknown): readonly ValuesProblem[] {
  const plain = plainValues(values ?? {});
  if ("problem" in plain) return [problemAt(plain.problem)];
  const root = schemaRoot(schema);
  const found: ValuesProblem[] = [];
  let named: readonly (readonly string[])[] | undefined;
  for (const problem of explain([schema], { value: plain.values, path: [], above: undefined, holder: undefined, root })) {
    named ??= namedInTemplates(plain.values);
    if (isNamed(problem.path, named)) continue;
    found.push(problem);
    if (found.length === MOST_PROBLEMS) break;
  }
  return found;
}

interface Place {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  /** The schemas of the object or list that this is in. */
  readonly above: Alternative | undefined;
  /** That object or list. */
  readonly holder: unknown;
  readonly root: SchemaRoot;
}

function problemAt(problem: Omit<ValuesProblem, "message">): ValuesProblem {
  const at = formatPath(problem.path);
  return { ...problem, message: `${at || "values"}: expected ${problem.expected}, found ${problem.found}` };
}

function* explain(schemas: readonly SchemaNode[], place: Place): Generator<ValuesProblem> {
  const { value, path, holder, root } = place;
  const refusing = schemas.filter((schema) => !fitsNode(schema, value, root));
  if (refusing.length === 0) return;
  const whole: SchemaNode = refusing.length === 1 ? (refusing[0] ?? {}) : { allOf: refusing };
  const alternatives = alternativesOf(whole, root);
  const meant = chooseAlternative(alternatives, value);
  let explained = false;
  if (meant) {
    for (const problem of explainInside(meant, place)) {
      explained = true;
      yield problem;
    }
  }
  if (explained) return;
  const expected = describeExpected(meant ? [meant] : alternatives);
  yield problemAt({ path, found: describeFound(value, isSecretPlace(path, holder)), expected });
}

/** The alternative whose type the value has; among several objects the one with most of its keys. */
function chooseAlternative(alternatives: readonly Alternative[], value: unknown): Alternative | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const type = Array.isArray(value) ? "array" : "object";
  const fitting = alternatives.filter((parts) => {
    const types = typesOf(parts);
    return (types.length === 0 || types.includes(type)) && !parts.some(isLiteral);
  });
  return fitting.toSorted((a, b) => fitOf(b, value) - fitOf(a, value))[0];
}

function isLiteral(part: SchemaNode): boolean {
  return part["const"] !== undefined || part["enum"] !== undefined;
}

function* explainInside(parts: Alternative, place: Place): Generator<ValuesProblem> {
  const { value, path, root } = place;
  if (Array.isArray(value)) {
    const items = parts.map((part) => part["items"]).filter(isRecord);
    for (const [index, item] of value.entries()) {
      yield* explain(items, { value: item, path: [...path, index], above: parts, holder: value, root });
    }
  } else if (isRecord(value)) {
    yield* explainKeys(parts, { ...place, value });
  }
}

function* explainKeys(parts: Alternative, { value, path, above, root }: Place & { readonly value: SchemaNode }): Generator<ValuesProblem> {
  for (const [key, part] of Object.entries(value)) {
    const schemas = schemasOfKey(parts, key);
    if (schemas) yield* explain(schemas, { value: part, path: [...path, key], above: parts, holder: value, root });
    else yield unknownKey(key, { path, parts, above, root });
  }
  for (const key of parts.flatMap((part) => (Array.isArray(part["required"]) ? part["required"].map(String) : []))) {
    if (Object.hasOwn(value, key)) continue;
    const schemas = schemasOfKey(parts, key) ?? [];
    const expected = describeExpected(schemas.flatMap((schema) => alternativesOf(schema, root)));
    yield { ...problemAt({ path: [...path, key], found: "nothing", expected }), message: `${formatPath([...path, key])} is missing` };
  }
}

type Around = Pick<Place, "path" | "above" | "root"> & { readonly parts: Alternative };

function unknownKey(key: string, { path, parts, above, root }: Around): ValuesProblem {
  const didYouMean = nearKey({ key, path, parts, above, root });
  const keys = parts.flatMap((part) => Object.keys(isRecord(part["properties"]) ? part["properties"] : {}));
  const told = keys.length > MOST_KEYS_TOLD ? [...keys.slice(0, MOST_KEYS_TOLD), `${keys.length - MOST_KEYS_TOLD} more`] : keys;
  return {
    path: [...path, key],
    message: `there is no ${formatPath([...path, key])}`,
    found: `the key ${JSON.stringify(key)}`,
    expected: told.length > 0 ? `one of the keys ${told.join(", ")}` : "an empty map",
    ...(didYouMean !== undefined && { didYouMean }),
  };
}
