import leven from "leven";
import type { z } from "zod";

import { HelmwrightError } from "./error.ts";
import type { Subject } from "./error.ts";

export interface SchemaCheck {
  readonly code: string;
  /** What is checked, for messages: `options of cert-manager`. */
  readonly what: string;
  readonly subject: Subject;
}

/** Everything in `value` that the schema refuses, one problem for each path, with the nearest known key for a typo. */
export function schemaProblems(schema: z.ZodType, value: unknown, { code, what, subject }: SchemaCheck): readonly HelmwrightError[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return result.error.issues.flatMap(flattenUnion).flatMap((issue) => {
    const path = formatPath(issue.path);
    const misspelt = misspeltDiscriminator(schema, value, issue);
    if (misspelt) {
      const at = formatPath([...issue.path.slice(0, -1), misspelt.key]);
      return [
        new HelmwrightError(code, `check ${what}: there is no ${at}`, {
          hint: `Did you mean ${misspelt.meant}?`,
          subject: { ...subject, path: at },
        }),
      ];
    }
    if (issue.code !== "unrecognized_keys") {
      return [new HelmwrightError(code, `check ${what}: ${path || "the whole"}: ${issue.message}`, { subject: { ...subject, path } })];
    }
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => {
      const nearest = nearestOf(key, known);
      const at = formatPath([...issue.path, key]);
      const hint = nearest === undefined ? (known.length > 0 ? `It has ${known.join(", ")}.` : undefined) : `Did you mean ${nearest}?`;
      return new HelmwrightError(code, `check ${what}: there is no ${at}`, { hint, subject: { ...subject, path: at } });
    });
  });
}

/** The candidate nearest to a misspelt word, if one is near enough to be meant. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates.map((candidate) => ({
    candidate,
    distance: leven(word.toLowerCase(), candidate.toLowerCase()),
    longer: Math.abs(candidate.length - word.length),
  }));
  const best = near.toSorted((a, b) => a.distance - b.distance || a.longer - b.longer)[0];
  return best && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    const name = String(key);
    const step = /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name);
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

type Issue = z.core.$ZodIssue;

/** A failed union reports the branch that came furthest, not only that none fitted. */
function flattenUnion(issue: Issue): readonly Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  if (depth(deepest) === 0) return [issue];
  return deepest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flattenUnion);
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path, code }) => path.length + (code === "unrecognized_keys" ? 1 : 0)));
}

/** The key that was meant to tell a union's members apart; to the schema it is only missing. */
function misspeltDiscriminator(
  schema: z.ZodType,
  value: unknown,
  issue: Issue,
): { readonly key: string; readonly meant: string } | undefined {
  if (issue.code !== "invalid_union" || typeof issue.discriminator !== "string") return undefined;
  const { discriminator: meant } = issue;
  const path = issue.path.slice(0, -1);
  const holder = path.reduce<unknown>(
    (here, step) => (typeof here === "object" && here !== null ? Reflect.get(here, step) : undefined),
    value,
  );
  if (typeof holder !== "object" || holder === null || meant in holder) return undefined;
  const known = knownKeys(schema, path);
  const key = Object.keys(holder).find((one) => !known.includes(one) && nearestOf(one, known) === meant);
  return key === undefined ? undefined : { key, meant };
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let here: readonly unknown[] = [schema];
  for (const key of path) here = here.flatMap(unwrap).flatMap((one) => childOf(one, key));
  return [...new Set(here.flatMap(unwrap).flatMap((one) => Object.keys(definition(one).shape ?? {})))];
}

interface Definition {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly options?: readonly unknown[];
}

function definition(schema: unknown): Definition {
  return (schema as { readonly def?: Definition } | undefined)?.def ?? {};
}

function unwrap(schema: unknown): readonly unknown[] {
  const { innerType, options } = definition(schema);
  if (innerType !== undefined) return unwrap(innerType);
  return options ? options.flatMap(unwrap) : [schema];
}

function childOf(schema: unknown, key: PropertyKey): readonly unknown[] {
  const { shape, element, valueType } = definition(schema);
  const child = typeof key === "number" ? element : (shape?.[String(key)] ?? valueType);
  return child === undefined ? [] : [child];
}
