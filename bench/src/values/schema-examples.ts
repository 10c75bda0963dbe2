import { isTable, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

const DEEPEST = 24;

/** The `examples` of a chart's schema, each as a document that holds nothing else. */
export function schemaExamples(schema: Values | undefined): readonly { readonly origin: string; readonly values: Values }[] {
  if (schema === undefined) return [];
  return [...examplesIn(schema, { root: schema, path: [], seen: [] })].flatMap(({ path, value }) => {
    const values = withValue({}, path, value);
    return isTable(values) ? [{ origin: `values.schema.json ${path.join(".") || "(top)"}`, values }] : [];
  });
}

interface At {
  readonly root: Values;
  readonly path: ValuePath;
  /** Schemas that this one lies in: a schema may refer to itself. */
  readonly seen: readonly unknown[];
}

function* examplesIn(schema: unknown, at: At): Generator<{ readonly path: ValuePath; readonly value: unknown }> {
  if (!isTable(schema) || at.seen.includes(schema) || at.path.length > DEEPEST) return;
  const inner: At = { ...at, seen: [...at.seen, schema] };
  const { examples, properties, items, $ref } = schema;
  if (Array.isArray(examples)) for (const value of examples as readonly unknown[]) yield { path: at.path, value };
  if (isTable(properties)) {
    for (const [key, below] of Object.entries(properties)) yield* examplesIn(below, { ...inner, path: [...at.path, key] });
  }
  yield* examplesIn(items, { ...inner, path: [...at.path, 0] });
  for (const part of Array.isArray(schema["allOf"]) ? schema["allOf"] : []) yield* examplesIn(part, inner);
  if (typeof $ref === "string" && $ref.startsWith("#/")) yield* examplesIn(resolve($ref, at.root), inner);
}

function resolve(reference: string, root: Values): unknown {
  const steps = reference.slice(2).split("/");
  return steps.reduce<unknown>((at, step) => {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    return isTable(at) ? at[key] : undefined;
  }, root);
}
