import type { SchemaPart } from "./schema-writer.ts";

const SMALLEST = 250;
const REFERABLE = /^[\w.-]+$/u;

/** A schema in which what stands in several places is written once. */
export interface SharedSchema {
  readonly schema: SchemaPart;
  /** Sorted, by the path of the first place: `values.ingress.tls`. */
  readonly definitions: Readonly<Record<string, SchemaPart>>;
}

/** A part that may stand in many places. */
interface Shape {
  readonly part: SchemaPart;
  readonly inner: readonly Shape[];
  readonly size: number;
  /** Path of the first place. */
  readonly path: string;
  /** How many other shapes have it. */
  uses: number;
}

interface Known {
  readonly byText: Map<string, Shape>;
  readonly ids: Map<Shape, number>;
}

/** Writes equal parts of a schema once, under the path where they come first. */
export function shareShapes(schema: SchemaPart): SharedSchema {
  const root = shapeOf(schema, "values", { byText: new Map(), ids: new Map() });
  const names = new Map<Shape, string>();
  const definitions = new Map<string, SchemaPart>();
  const written = writeShape(root);
  return { schema: written, definitions: Object.fromEntries([...definitions].toSorted(([a], [b]) => (a < b ? -1 : 1))) };

  function writeShape({ part, inner }: Shape): SchemaPart {
    return withInner(part, inner.map(writeUse));
  }

  function writeUse(shape: Shape): SchemaPart {
    const { path, uses, size } = shape;
    if (uses < 2 || size < SMALLEST || !REFERABLE.test(path)) return writeShape(shape);
    const name = names.get(shape) ?? freeName(path, definitions);
    if (!names.has(shape)) {
      names.set(shape, name);
      definitions.set(name, {});
      definitions.set(name, writeShape(shape));
    }
    return { $ref: `#/$defs/${name}` };
  }
}

function freeName(path: string, taken: ReadonlyMap<string, unknown>): string {
  let name = path;
  for (let number = 2; taken.has(name); number += 1) name = `${path}-${number}`;
  return name;
}

function shapeOf(part: SchemaPart, path: string, known: Known): Shape {
  const inner = innerSchemas(part).map(({ key, schema }) => shapeOf(schema, key === undefined ? path : `${path}.${key}`, known));
  const text = textOf(
    withInner(
      part,
      inner.map((shape) => known.ids.get(shape)),
    ),
  );
  const same = known.byText.get(text);
  if (same) return same;
  const size = inner.reduce((sum, shape) => sum + shape.size, text.length);
  const shape: Shape = { part, inner, size, path, uses: 0 };
  for (const one of inner) one.uses += 1;
  known.byText.set(text, shape);
  known.ids.set(shape, known.ids.size);
  return shape;
}

/** The same for parts whose properties differ only in their order. */
function textOf(part: SchemaPart): string {
  const { properties } = part;
  if (!isPart(properties)) return JSON.stringify(part);
  return JSON.stringify({ ...part, properties: Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1)) });
}

interface InnerSchema {
  /** Of a property. */
  readonly key: string | undefined;
  readonly schema: SchemaPart;
}

/** The schemas directly inside a part, always in the same order. */
function innerSchemas({ properties, additionalProperties, items, anyOf }: SchemaPart): readonly InnerSchema[] {
  const named = isPart(properties) ? Object.entries(properties) : [];
  const branches: readonly unknown[] = Array.isArray(anyOf) ? anyOf : [];
  const unnamed = [...branches, additionalProperties, items];
  return [...named.map(([key, schema]) => ({ key, schema })), ...unnamed.map((schema) => ({ key: undefined, schema }))].filter(
    (one): one is InnerSchema => isPart(one.schema),
  );
}

/** The part with other things in place of its inner schemas. */
function withInner(part: SchemaPart, inner: readonly unknown[]): SchemaPart {
  const { properties, additionalProperties, items, anyOf } = part;
  const left = inner.values();
  const next = (schema: unknown): unknown => (isPart(schema) ? left.next().value : schema);
  return {
    ...part,
    ...(isPart(properties) && { properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, next(schema)])) }),
    ...(Array.isArray(anyOf) && { anyOf: anyOf.map(next) }),
    ...(additionalProperties !== undefined && { additionalProperties: next(additionalProperties) }),
    ...(items !== undefined && { items: next(items) }),
  };
}

function isPart(value: unknown): value is SchemaPart {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
