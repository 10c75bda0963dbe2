import { kubernetesTypes, type TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { ChartTypes, JsonScalar, JsonType, Reason, ValueType } from "../value-type.ts";
import { definitionOf, findPlace, keysOf, type Place } from "./find-place.ts";
import { formatSteps, parsePath } from "./parse-path.ts";
import { typeWords } from "./type-words.ts";

/** What one place in a chart's values takes, and why. */
export interface Explanation {
  /** As {@link explainPath} takes it; empty for the whole. */
  readonly path: string;
  /** `integer`, `list of Toleration`, `map of string`. */
  readonly type: string;
  readonly kubernetes?: string | undefined;
  readonly reasons: readonly Reason[];
  readonly default?: unknown;
  /** Keys that are known. */
  readonly keys: readonly string[];
  /** Undefined where there are no keys; else whether other keys are errors. */
  readonly closed?: boolean | undefined;
  /** Why other keys are accepted. */
  readonly openBecause?: Reason | undefined;
  readonly enum?: readonly JsonScalar[] | undefined;
  readonly keywords?: Readonly<Record<string, unknown>> | undefined;
  /** Types that are accepted as well, because they print alike. */
  readonly alsoAs: readonly JsonType[];
  readonly required: boolean;
  readonly deprecated: boolean;
  /** The chart's own words. */
  readonly comment?: string | undefined;
}

export interface ExplainOptions {
  /** Where the Kubernetes types are defined that `types` name. Default: Kubernetes and well-known custom resources. */
  readonly catalog?: TypeCatalog | undefined;
}

/**
 * Explains the place at a path (`controller.hosts[0].name`; keys with dots may be quoted); undefined for a path that the chart
 * doesn't know: {@link nearestPath} then has what may be meant.
 */
export function explainPath(
  { values }: ChartTypes,
  path: string,
  { catalog = kubernetesTypes() }: ExplainOptions = {},
): Explanation | undefined {
  const { place, steps, rest } = findPlace(values, parsePath(path), catalog);
  if (rest.length > 0) return undefined;
  const keys = keysOf(place, catalog);
  const at = formatSteps(steps);
  return "value" in place ? ofValue(place.value, { path: at, keys, catalog }) : ofType(place, { path: at, keys });
}

interface At {
  readonly path: string;
  readonly keys: readonly string[];
}

function ofValue(value: ValueType, { path, keys, catalog }: At & { readonly catalog: TypeCatalog }): Explanation {
  const { additional, alsoAs, comment, deprecated, enum: literals, keywords, kubernetes, openBecause, reasons, required, types } = value;
  const takesKeys = types.includes("object");
  const definition = definitionOf(value, catalog);
  return {
    path,
    type: typeWords(value),
    kubernetes,
    reasons: reasons.filter(({ text }) => !text.startsWith("default ")),
    default: value.default,
    keys,
    closed: takesKeys ? additional === undefined && !isOpen(definition) : undefined,
    openBecause,
    enum: literals,
    keywords,
    alsoAs,
    required,
    deprecated,
    comment,
  };
}

const isOpen = (type: TypeRef | undefined): boolean => type !== undefined && (type.open || type.additional !== undefined);

function ofType({ type }: Extract<Place, { readonly type: TypeRef }>, { path, keys }: At): Explanation {
  return {
    path,
    type: typeWords(type),
    kubernetes: type.name,
    reasons: [{ text: "is a field of a Kubernetes type" }],
    keys,
    closed: type.types.includes("object") ? !isOpen(type) : undefined,
    enum: type.enum,
    alsoAs: [],
    required: false,
    deprecated: false,
  };
}
