import type { OutputUnit } from "@cfworker/json-schema";
import { formatPath, valuesProblems } from "@helmwright/core";

import type { ValuePath } from "../chart/values-node.ts";
import { type HelmSchema, pointerSteps } from "./helm-schema.ts";

/** One place that a chart's own schema refuses. */
export interface SchemaError {
  readonly path: ValuePath;
  readonly message: string;
  /** Whether the key itself is refused, whatever it holds. */
  readonly isKey: boolean;
}

const MOST = 1000;
/** What says only that something inside is wrong. */
const CONTAINERS = new Set(
  `$ref $recursiveRef allOf if properties patternProperties additionalProperties unevaluatedProperties dependentSchemas dependencies
   items prefixItems additionalItems unevaluatedItems propertyNames`.split(/\s+/u),
);
const CHOICES = new Set(["anyOf", "oneOf", "not", "contains"]);

/** What is wrong with values by a chart's own schema, each place once, with nothing that another error says already. */
export function schemaErrors(schema: HelmSchema, values: unknown): readonly SchemaError[] {
  const units = schema.errors(values);
  const leaves = withoutBranches(units).filter(
    (unit, index, all) => !(CONTAINERS.has(unit.keyword) && index + 1 < all.length && isInside(all[index + 1], unit)),
  );
  const found = new Map<string, SchemaError>();
  for (const unit of leaves) {
    const error = describe(unit, schema, values);
    if (!found.has(error.message)) found.set(error.message, error);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}

/** The errors of branches follow the choice that they belong to; which branch was meant is not known. */
function withoutBranches(units: readonly OutputUnit[]): readonly OutputUnit[] {
  const kept: OutputUnit[] = [];
  let choice: OutputUnit | undefined;
  for (const unit of units) {
    // The location of `false` is that of the value: it goes with the error before it.
    if (choice && (unit.keyword === "false" || unit.keywordLocation.startsWith(`${choice.keywordLocation}/`))) continue;
    choice = CHOICES.has(unit.keyword) ? unit : undefined;
    kept.push(unit);
  }
  return kept;
}

function isInside(unit: OutputUnit | undefined, container: OutputUnit): boolean {
  return unit !== undefined && (unit.keyword === "false" || unit.keywordLocation.startsWith(`${container.keywordLocation}/`));
}

function describe(unit: OutputUnit, schema: HelmSchema, values: unknown): SchemaError {
  const path = pathOf(unit.instanceLocation, values);
  const at = formatPath(path);
  if (unit.keyword === "false") return { path, message: `there is no ${JSON.stringify(at)}`, isKey: true };
  if (unit.keyword === "required") {
    const key = /"(.*)"/su.exec(unit.error)?.[1] ?? "";
    return { path: [...path, key], message: `${formatPath([...path, key])} is missing`, isKey: false };
  }
  const words = described(unit, path, { schema, values });
  return { path, message: `${at || "values"}: ${words ?? lowered(unit.error)}`, isKey: unit.keyword === "propertyNames" };
}

/** Keys of lists become numbers. */
function pathOf(location: string, values: unknown): ValuePath {
  let here: unknown = values;
  return pointerSteps(location).map((step) => {
    const key = Array.isArray(here) ? Number(step) : step;
    here = typeof here === "object" && here !== null ? (here as Readonly<Record<string, unknown>>)[step] : undefined;
    return key;
  });
}

function described(
  { keyword, keywordLocation }: OutputUnit,
  path: ValuePath,
  { schema, values }: { readonly schema: HelmSchema; readonly values: unknown },
): string | undefined {
  const steps = path.map(String);
  const value = steps.reduce<unknown>((here, step) => (here as Readonly<Record<string, unknown>>)[step], values);
  if (CHOICES.has(keyword)) return choiceWords(schema.keyword(keywordLocation), keyword);
  const nested = steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
  const part = steps.reduceRight<Readonly<Record<string, unknown>>>((inner, step) => ({ properties: { [step]: inner } }), {
    [keyword]: schema.keyword(keywordLocation),
  });
  const [problem] = valuesProblems(part as Parameters<typeof valuesProblems>[0], nested);
  return problem && `expected ${problem.expected}, found ${problem.found}`;
}

function choiceWords(branches: unknown, keyword: string): string | undefined {
  if (keyword === "not") return "this value is excluded";
  if (!Array.isArray(branches)) return undefined;
  const types = branches.flatMap((branch: { readonly type?: unknown } | boolean) =>
    typeof branch === "object" && branch.type !== undefined ? [branch.type].flat() : [],
  );
  const known = types.length >= branches.length ? ` (${[...new Set(types.map(String))].join(", ")})` : "";
  return `it fits ${keyword === "oneOf" ? "not exactly one" : "none"} of the ${branches.length} forms that it can have${known}`;
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/u, "");
}
