import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";

/** A part of a JSON Schema. */
export type SchemaPart = Readonly<Record<string, unknown>>;

/** What is needed to write the schema of one value. */
export interface SchemaWriter {
  readonly docs: boolean;
  readonly catalog: TypeCatalog;
  /** A reference to the definition of a Kubernetes type, which the whole schema then has. */
  readonly refer: (type: TypeRef) => SchemaPart;
  /** Whether a part takes a value. */
  readonly fits: (part: SchemaPart, value: unknown) => boolean;
}
