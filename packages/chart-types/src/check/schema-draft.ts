import type { SchemaDraft } from "@cfworker/json-schema";

/** The rules by which Helm reads a schema. */
export interface DraftRules {
  readonly draft: SchemaDraft;
  /** Whether `format` is checked. */
  readonly formats: boolean;
  /** Keywords that these rules don't have. */
  readonly without: ReadonlySet<string>;
}

const SINCE_2019 = ["dependentRequired", "dependentSchemas", "unevaluatedItems", "unevaluatedProperties", "minContains", "maxContains"];
const SINCE_2020 = ["prefixItems"];
const SINCE_7 = ["if", "then", "else"];
const SINCE_6 = ["const", "contains", "propertyNames"];

const rules = (draft: SchemaDraft, formats: boolean, without: readonly string[]): DraftRules => ({
  draft,
  formats,
  without: new Set(without),
});

const KNOWN: Readonly<Record<string, DraftRules>> = {
  "json-schema.org/schema": rules("2020-12", false, []),
  "json-schema.org/draft/2020-12/schema": rules("2020-12", false, []),
  "json-schema.org/draft/2019-09/schema": rules("2019-09", false, SINCE_2020),
  "json-schema.org/draft-07/schema": rules("7", true, [...SINCE_2019, ...SINCE_2020]),
  "json-schema.org/draft-06/schema": rules("7", true, [...SINCE_2019, ...SINCE_2020, ...SINCE_7]),
  "json-schema.org/draft-04/schema": rules("4", true, [...SINCE_2019, ...SINCE_2020, ...SINCE_7, ...SINCE_6]),
};

/** The rules that `$schema` names, the newest where it names none; undefined for one that Helm would fetch. */
export function draftRules($schema: unknown): DraftRules | undefined {
  if (typeof $schema !== "string" || $schema === "") return KNOWN["json-schema.org/schema"];
  const name = $schema.replace(/^https?:\/\//u, "").replace(/#$/u, "");
  return Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
}
