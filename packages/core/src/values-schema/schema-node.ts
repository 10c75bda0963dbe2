/** A JSON Schema that is an object; `true` and `false` are written as `{}` and `{ not: {} }`. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** A schema and the definitions that its references name. */
export interface SchemaRoot {
  readonly schema: SchemaNode;
  /** `#/$defs/<name>` and the schema there. */
  readonly definitions: Readonly<Record<string, SchemaNode | boolean>>;
}

const NOTHING: SchemaNode = { not: {} };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function nodeOf(schema: unknown): SchemaNode {
  if (schema === false) return NOTHING;
  return isRecord(schema) ? schema : {};
}

/** A property of the record itself, never of its prototype. */
export function own(record: unknown, key: string): unknown {
  return isRecord(record) && Object.hasOwn(record, key) ? record[key] : undefined;
}

const roots = new WeakMap<object, SchemaRoot>();

/** Finds what references can name, without a walk through the schema, which may be large. */
export function schemaRoot(schema: SchemaNode): SchemaRoot {
  const known = roots.get(schema);
  if (known) return known;
  const definitions = Object.assign(Object.create(null) as Record<string, SchemaNode | boolean>, { "#": schema });
  for (const [name, definition] of Object.entries(nodeOf(schema["$defs"]))) {
    definitions[`#/$defs/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`] = definition as SchemaNode;
  }
  const root = { schema, definitions };
  roots.set(schema, root);
  return root;
}

/** Schemas that all hold for one place, with references followed. */
export type Alternative = readonly SchemaNode[];

const MOST_REFERENCES = 30;

/** The ways in which a place can be filled: one for each branch of `anyOf` and `oneOf`. */
export function alternativesOf(schema: SchemaNode, root: SchemaRoot, depth = 0): readonly Alternative[] {
  if (depth > MOST_REFERENCES) return [[{}]];
  const { $ref, anyOf, oneOf, allOf, ...plain } = schema;
  const target = typeof $ref === "string" ? root.definitions[$ref] : undefined;
  const all = [...(target === undefined ? [] : [nodeOf(target)]), ...listOf(allOf)];
  const joint = all.map((part) => alternativesOf(part, root, depth + 1));
  const choices = [listOf(anyOf), listOf(oneOf)]
    .filter((branches) => branches.length > 0)
    .map((branches) => branches.flatMap((branch) => alternativesOf(branch, root, depth + 1)));
  const start: readonly Alternative[] = [typeof $ref === "string" ? [{ ...plain, $ref }] : [plain]];
  return [...joint, ...choices].reduce(
    (so, more) => so.flatMap((one) => more.map((other) => [...one, ...other])).slice(0, MOST_REFERENCES),
    start,
  );
}

function listOf(value: unknown): readonly SchemaNode[] {
  return Array.isArray(value) ? value.map(nodeOf) : [];
}
