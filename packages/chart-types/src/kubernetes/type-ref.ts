import type { JsonScalar, JsonType } from "../value-type.ts";
import type { SchemaFormat, SchemaNode } from "./schema-node.ts";

/** What is known of one place in a Kubernetes object. In one catalogue a definition is always the same TypeRef, so `===` compares types. */
export interface TypeRef {
  /** `io.k8s.api.core.v1.Toleration` when the place is of a named definition. */
  readonly name: string | undefined;
  /** The JSON types taken, beside null. Empty: any. */
  readonly types: readonly JsonType[];
  readonly format: SchemaFormat | undefined;
  /** The only values taken, among them the empty string where the API server reads that as absent. */
  readonly enum: readonly JsonScalar[] | undefined;
  readonly properties: ReadonlyMap<string, TypeRef>;
  /** Names of properties that must be there. */
  readonly required: readonly string[];
  /** What the values of a map are; undefined when the object is no map. */
  readonly additional: TypeRef | undefined;
  /** Which keys `additional` is for, `*` standing for any text. Undefined: any. */
  readonly keys?: readonly string[] | undefined;
  /** What the elements of an array are. */
  readonly items: TypeRef | undefined;
  /** Fields beyond `properties` are kept, whatever they hold. */
  readonly open: boolean;
}

/** What a key beyond the properties holds; undefined where there is no such key. */
export function additionalAt({ additional, keys }: TypeRef, key: string): TypeRef | undefined {
  return keys === undefined || keys.some((glob) => new RegExp(keyPattern(glob), "u").test(key)) ? additional : undefined;
}

/** `hugepages-*` as a regular expression. */
export function keyPattern(glob: string): string {
  return `^${glob.split("*").join(".+")}$`;
}

/** The definition of a name; the empty node when there is none. */
export type FindDefinition = (name: string) => SchemaNode | undefined;

const ANYTHING: SchemaNode = { open: true };

/** Makes TypeRefs of nodes, each part when it is first asked for, because definitions refer to themselves. */
export function createTypeRefs(definition: FindDefinition): (node: SchemaNode) => TypeRef {
  const refs = new WeakMap<SchemaNode, TypeRef>();
  const named = new Map<string, TypeRef>();
  const make = (node: SchemaNode, name: string | undefined): TypeRef => new LazyTypeRef(node, name, refOf);
  function refOf(node: SchemaNode): TypeRef {
    if (node.$ref !== undefined) {
      const known = named.get(node.$ref) ?? make(definition(node.$ref) ?? ANYTHING, node.$ref);
      named.set(node.$ref, known);
      return known;
    }
    const known = refs.get(node) ?? make(node, undefined);
    refs.set(node, known);
    return known;
  }
  return refOf;
}

class LazyTypeRef implements TypeRef {
  readonly name: string | undefined;
  readonly #node: SchemaNode;
  readonly #refOf: (node: SchemaNode) => TypeRef;
  #properties: ReadonlyMap<string, TypeRef> | undefined;

  constructor(node: SchemaNode, name: string | undefined, refOf: (node: SchemaNode) => TypeRef) {
    this.name = name;
    this.#node = node;
    this.#refOf = refOf;
  }

  get types(): readonly JsonType[] {
    const { type } = this.#node;
    if (type === undefined) return [];
    return typeof type === "string" ? [type] : type;
  }

  get format(): SchemaFormat | undefined {
    return this.#node.format;
  }

  get enum(): readonly JsonScalar[] | undefined {
    return this.#node.enum;
  }

  get properties(): ReadonlyMap<string, TypeRef> {
    this.#properties ??= new Map(Object.entries(this.#node.properties ?? {}).map(([key, node]) => [key, this.#refOf(node)]));
    return this.#properties;
  }

  get required(): readonly string[] {
    return this.#node.required ?? [];
  }

  get additional(): TypeRef | undefined {
    const { additionalProperties } = this.#node;
    return additionalProperties && this.#refOf(additionalProperties);
  }

  get keys(): readonly string[] | undefined {
    return this.#node.keys;
  }

  get items(): TypeRef | undefined {
    const { items } = this.#node;
    return items && this.#refOf(items);
  }

  get open(): boolean {
    return this.#node.open === true;
  }
}
