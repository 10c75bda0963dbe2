import { kubernetesTypes } from "@helmwright/chart-types";
import { formatPath } from "@helmwright/core";

import { misspell } from "./typo-sites.ts";
import type { TypoSite } from "./typo-sites.ts";

type Schema = Readonly<Record<string, unknown>>;

/** As many sites as one component's tour has. */
const MOST_SITES = 150;
/** How many definitions of Kubernetes may lie in each other. */
const DEEPEST_KUBERNETES = 2;

interface Step {
  readonly key: string | number;
  /** What the map that has the key must have, too. */
  readonly required: readonly string[];
}
interface Place {
  readonly steps: readonly Step[];
  /** Definitions that the way here leads through, and the one that this place is. */
  readonly through: readonly string[];
  readonly definition: string | undefined;
}

/** Every key of each closed map of a chart's values, by their JSON Schema, misspelt once: a sample, evenly taken. */
export function valuesTour(schemaText: string): readonly TypoSite[] {
  const schema = JSON.parse(schemaText) as Schema;
  const definitions = definitionsOf(schema);
  const sites: TypoSite[] = [];
  visit(schema, { steps: [], through: [], definition: undefined });
  return thinned(sites);

  function visit(node: Schema, { steps, through, definition }: Place): void {
    const { $ref, properties = {}, additionalProperties, items } = node;
    if (typeof $ref === "string") {
      const name = $ref.replace("#/$defs/", "");
      const deep = through.filter(ofKubernetes).length >= DEEPEST_KUBERNETES && ofKubernetes(name);
      const target = definitions[name];
      if (target && !deep && !through.includes(name)) visit(target, { steps, through: [...through, name], definition: name });
      return;
    }
    const required = requiredBy(definition);
    const below = (child: unknown, key: string | number): void => {
      if (isSchema(child)) visit(child, { steps: [...steps, { key, required }], through, definition: undefined });
    };
    const known = Object.entries(properties as object);
    const keys = known.map(([key]) => key);
    const misspellable = additionalProperties === false ? keys.filter((key) => !hasTwin(key, keys)) : [];
    sites.push(...misspellable.map((key) => siteOf([...steps, { key, required }], misspell(key, keys))));
    for (const [key, child] of known) below(child, key);
    // Beside keys of other types the compiler takes anything.
    if (keys.length === 0) below(additionalProperties, "any");
    // Where a list is one shape of many, the type knows its elements as objects of Kubernetes and the schema doesn't.
    if (![node["type"]].flat().includes("object")) below(items, 0);
  }
}

/** Objects in lists are whole: their own types want what the API server wants. */
function requiredBy(definition: string | undefined): readonly string[] {
  return definition === undefined ? [] : (kubernetesTypes().definition(definition)?.required ?? []);
}

/** Whether a chart's values may have any key in the map at a path, by their JSON Schema. */
export function isFreeIn(schemaText: string): (path: readonly string[]) => boolean {
  const schema = JSON.parse(schemaText) as Schema;
  const definitions = definitionsOf(schema);
  const resolved = (node: unknown): Schema => {
    if (!isSchema(node)) return {};
    const { $ref } = node;
    return typeof $ref === "string" ? resolved(definitions[$ref.replace("#/$defs/", "")]) : node;
  };
  const below = (node: Schema, step: string): Schema => {
    const { properties = {}, additionalProperties, items } = node as { readonly properties?: Readonly<Record<string, unknown>> } & Schema;
    return resolved(step === "[0]" ? items : (properties[step] ?? additionalProperties));
  };
  return (path) => path.reduce(below, resolved(schema))["additionalProperties"] !== false;
}

function definitionsOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema["$defs"] ?? {}) as Readonly<Record<string, Schema>>;
}

/** Some charts have a key in two spellings; a typo of one may be nearer to the other. */
function hasTwin(key: string, known: readonly string[]): boolean {
  return known.some((other) => other !== key && other.toLowerCase() === key.toLowerCase());
}

function siteOf(right: readonly Step[], typo: string): TypoSite {
  const key = String(right.at(-1)?.key);
  const wrong = right.with(-1, { key: typo, required: right.at(-1)?.required ?? [] });
  const value = wrong.reduceRight<unknown>((inner, step) => (typeof step.key === "number" ? [inner] : { [step.key]: inner }), null);
  return { path: formatPath(wrong.map((step) => step.key)), typo, key, wrong: literalAt(wrong), right: literalAt(right), value };
}

function literalAt(steps: readonly Step[]): string {
  return steps.reduceRight((inner, { key, required }) => {
    if (typeof key === "number") return `[${inner}]`;
    const others = required.filter((other) => other !== key).map((other) => `${JSON.stringify(other)}: never, `);
    return `{ ${others.join("")}${JSON.stringify(key)}: ${inner} }`;
  }, "never");
}

function thinned(sites: readonly TypoSite[]): readonly TypoSite[] {
  const step = Math.max(1, sites.length / MOST_SITES);
  return Array.from({ length: Math.min(sites.length, MOST_SITES) }, (_, index) => sites[Math.floor(index * step)] as TypoSite);
}

function ofKubernetes(name: string): boolean {
  return !name.startsWith("values.");
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null;
}
