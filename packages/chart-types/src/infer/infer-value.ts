import type { ValuesNode } from "../chart/values-node.ts";
import { takesValue } from "../kubernetes/check-value.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { JsonScalar, JsonType, Reason, ValueType } from "../value-type.ts";
import { evidenceForElements, evidenceForKey } from "./evidence.ts";
import type { Evidence } from "./evidence.ts";
import { allTypes, formatLiteral, isEmptyDefault, jsonTypeOf, scalarTypes } from "./json-type.ts";
import { verdictOf } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

const DEEPEST = 30;
/** Charts that refer to themselves have more places than anyone could list: of the others nothing is known. */
const MOST_PLACES = 60_000;

interface Progress {
  readonly depth: number;
  /** How many places may still be weighed, one count for the whole chart. */
  readonly places: { left: number };
}

/** Weighs the evidence for one place and everything below it. Where evidence conflicts, more is accepted rather than less. */
export function inferValue(
  evidence: Evidence,
  catalog: TypeCatalog,
  progress: Progress = { depth: 0, places: { left: MOST_PLACES } },
): ValueType {
  if (progress.places.left <= 0) return anything;
  progress.places.left -= 1;
  const verdict = verdictOf(evidence, catalog);
  const node = evidence.defaults.at(0);
  const { types, reasons } = canonicalTypes(evidence, verdict);
  const kubernetes = fittingTypes(evidence, verdict);
  // Where it lands whole in a type that is closed, the API refuses other keys, wherever else it is printed.
  const closed = kubernetes.some(
    (type) => isStructure(type) && !type.open && (type.properties.size > 0 || (type.items !== undefined && !types.includes("object"))),
  );
  const open = closed ? undefined : evidence.open === undefined ? verdict.open : { text: evidence.open };
  const unfit = verdict.kubernetes.length > 0 && kubernetes.length === 0 && verdict.kubernetes.some(isStructure);
  const openBecause: Reason | undefined =
    open ?? (unfit ? { text: "what the chart itself has there is not of the type of the place" } : undefined);
  const parts =
    progress.depth > DEEPEST ? undefined : partsOf({ ...evidence, kubernetes }, { verdict, types, openBecause, closed, catalog, progress });
  const schemaEnum = evidence.schemas.map((schema) => schema.enum).find((one) => one !== undefined);
  return {
    types,
    alsoAs: alsoAccepted(types, { evidence, verdict, open: openBecause !== undefined }),
    kubernetes: nameOf(kubernetes),
    properties: parts?.properties ?? new Map(),
    additional: parts?.additional,
    items: parts?.items,
    enum: schemaEnum ?? enumOf(kubernetes, types, node),
    keywords: evidence.schemas.map((schema) => schema.keywords).find((one) => Object.keys(one).length > 0),
    required: verdict.required && isEmptyDefault(node?.value),
    deprecated: evidence.schemas.some((schema) => schema.deprecated),
    default: node?.value,
    comment: node?.comment ?? evidence.examples.at(0)?.comment,
    openBecause: parts?.additional ? (parts.because ?? openBecause) : undefined,
    reasons: [
      ...reasons,
      ...verdict.reasons,
      ...(node ? [{ text: `default ${formatLiteral(node.value)}`, place: `values.yaml:${node.line}` }] : []),
    ],
  };
}

interface Weighed {
  readonly types: readonly JsonType[];
  readonly reasons: readonly Reason[];
}

/** The types in which the value is written, from the strongest evidence that there is. */
function canonicalTypes(evidence: Evidence, verdict: Verdict): Weighed {
  const { types, reasons } = withScalars(withExamples(unrestrictedTypes(evidence, verdict), evidence), evidence, verdict);
  const said = evidence.schemas.filter((schema) => schema.types.length > 0);
  if (said.length === 0) return { types, reasons };
  const allowed = new Set(said.flatMap((schema) => schema.types));
  const both = types.filter((type) => allowed.has(type) || (type === "integer" && allowed.has("number")));
  const reason = { text: `${[...allowed].join(" or ")} by the chart's schema`, place: "values.schema.json" };
  return { types: both.length > 0 ? both : [...allowed], reasons: [reason, ...reasons] };
}

/** Under whatever key, every scalar that prints is as good as text. */
function withScalars({ types, reasons }: Weighed, { anyKey }: Evidence, { accepted }: Verdict): Weighed {
  if (!anyKey || !types.includes("string")) return { types, reasons };
  const others = (["number", "boolean"] as const).filter((type) => accepted.has(type));
  return { types: [...new Set([...types, ...others])], reasons };
}

/** What the chart's own comments show is taken too. */
function withExamples({ types, reasons }: Weighed, { examples }: Evidence): Weighed {
  const shown = examples.map((node) => jsonTypeOf(node.value)).filter((type) => type !== undefined);
  const others = shown.filter((type) => !types.includes(type) && !(type === "integer" && types.includes("number")));
  if (types.length === 0 || others.length === 0) return { types, reasons };
  return { types: [...new Set([...types, ...others])], reasons: [...reasons, { text: "a comment shows it", place: "values.yaml" }] };
}

function unrestrictedTypes(evidence: Evidence, verdict: Verdict): Weighed {
  const value = evidence.defaults.map((node) => node.value).find((one) => one !== null && one !== undefined);
  const byDefault = jsonTypeOf(value);
  const { checked } = verdict;
  const hasKeys = evidence.uses.some((path) => path.children.size > 0);
  const together = (types: readonly JsonType[], reason?: Reason): Weighed => ({
    // Where it is tested for what it is, it can also be what has the keys that are read.
    types: [...new Set([...types, ...checked, ...(checked.length > 0 && hasKeys ? (["object"] as const) : [])])],
    reasons: reason ? [reason] : [],
  });
  const structures = fittingTypes(evidence, verdict).filter(isStructure);
  if (byDefault !== undefined && !isEmptyDefault(value)) {
    const scalar = verdict.kubernetes.find((type) => !isStructure(type) && isNamed(type) && type.types.includes(byDefault));
    if (scalar) return together(scalar.types);
    const wider = byDefault === "integer" && verdict.asked.some(({ types }) => types.includes("number") && !types.includes("integer"));
    return together([wider ? "number" : byDefault]);
  }
  const [asked] = structures.length > 0 ? [{ types: structures.flatMap((type) => type.types), reason: undefined }] : verdict.asked;
  if (asked) {
    // An empty list or map says what is expected, where the uses speak of its elements only.
    const isCollection = byDefault === "object" || byDefault === "array";
    return together(structures.length === 0 && isCollection && !asked.types.includes(byDefault) ? [byDefault] : asked.types, asked.reason);
  }
  if (checked.length > 0) {
    // What is left when the tests fail is printed as it is.
    const text: readonly JsonType[] = verdict.printed && !checked.includes("string") ? ["string"] : [];
    return together([...(byDefault ? [byDefault] : []), ...text]);
  }
  const examples = evidence.examples.map((node) => jsonTypeOf(node.value)).filter((type) => type !== undefined);
  const [example] = examples;
  if (byDefault === "object" || byDefault === "array") {
    // `{}` and `[]` are what they are, unless a comment shows the other.
    return {
      types: example && example !== byDefault && (example === "object" || example === "array") ? [byDefault, example] : [byDefault],
      reasons: [],
    };
  }
  if (evidence.uses.some((path) => path.children.size > 0))
    return { types: ["object"], reasons: [{ text: "has keys that templates read" }] };
  if (verdict.iterated) {
    const collections = (["array", "object", "string"] as const).filter((type) => verdict.accepted.has(type));
    return { types: byDefault === undefined ? collections : [byDefault], reasons: [verdict.iterated] };
  }
  if (example !== undefined) return { types: [...new Set(examples)], reasons: [{ text: "a comment shows it", place: "values.yaml" }] };
  if (byDefault !== undefined) return { types: [byDefault], reasons: [] };
  if (verdict.printed) return { types: ["string"], reasons: [verdict.printed] };
  return { types: [], reasons: [] };
}

function isStructure(type: TypeRef): boolean {
  return type.types.includes("object") || type.types.includes("array");
}

function isNamed(type: TypeRef): boolean {
  return type.name !== undefined;
}

/** Kubernetes types that the chart's own values fit; the others were not meant. */
function fittingTypes(evidence: Evidence, verdict: Verdict): readonly TypeRef[] {
  const values = evidence.defaults.map((node) => node.value).filter((value) => !isEmptyDefault(value));
  const own = new Set(evidence.uses.flatMap((path) => [...path.children].filter(([, child]) => child.uses.length > 0).map(([key]) => key)));
  const isList = evidence.defaults.some((node) => Array.isArray(node.value));
  const fits = verdict.kubernetes.filter((type) => !(isList && isStructure(type) && !type.types.includes("array")));
  return fits.filter((type) => values.every((value) => !isStructure(type) || takesValue(type, withoutKeys(value, own, type))));
}

function withoutKeys(value: unknown, keys: ReadonlySet<string>, type: TypeRef): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key) || type.properties.has(key)));
}

/** The definition that all of them are. */
function nameOf(types: readonly TypeRef[]): string | undefined {
  const [first] = types;
  return types.every((type) => type.name === first?.name) ? first?.name : undefined;
}

interface Sought {
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly open: boolean;
}

/** Other spellings that render to the same text. */
function alsoAccepted(types: readonly JsonType[], { evidence, verdict, open }: Sought): readonly JsonType[] {
  const said = evidence.schemas.find((schema) => schema.types.length > 0);
  if (types.length === 0) return [];
  const wanted = (type: JsonType): boolean =>
    !types.includes(type) && (!said || said.types.includes(type) || (type === "integer" && said.types.includes("number")));
  if (open) return allTypes.filter(wanted);
  const used = evidence.uses.some((path) => path.uses.length > 0);
  if (!used && evidence.kubernetes.length === 0) return [];
  const constrained = verdict.accepted.size < allTypes.length;
  if (!constrained) return types.includes("integer") && wanted("number") ? ["number"] : [];
  // What is only gone through can be a list or a map.
  const collections: readonly JsonType[] = verdict.iterated && verdict.kubernetes.length === 0 ? ["array", "object"] : [];
  return [...scalarTypes, ...collections].filter((type) => verdict.accepted.has(type) && wanted(type));
}

function enumOf(
  types: readonly TypeRef[],
  canonical: readonly JsonType[],
  node: ValuesNode | undefined,
): readonly JsonScalar[] | undefined {
  const [first, ...others] = types.map((type) => type.enum);
  if (!first || canonical.some((type) => type !== "string") || others.some((one) => one !== first)) return undefined;
  const value = node?.value;
  return typeof value === "string" && !first.includes(value) ? [...first, value] : first;
}

interface Parts {
  readonly properties: ReadonlyMap<string, ValueType>;
  readonly additional: ValueType | undefined;
  readonly items: ValueType | undefined;
  readonly because: Reason | undefined;
}

interface PartsOptions {
  readonly verdict: Verdict;
  readonly types: readonly JsonType[];
  readonly openBecause: Reason | undefined;
  /** It is an object or a list of a Kubernetes type that has no other keys. */
  readonly closed: boolean;
  readonly catalog: TypeCatalog;
  readonly progress: Progress;
}

const anything: ValueType = { types: [], alsoAs: [], properties: new Map(), required: false, deprecated: false, reasons: [] };

const KEPT = "keeps fields that its definition doesn't name";

function partsOf(evidence: Evidence, options: PartsOptions): Parts {
  const { types, verdict, openBecause, closed, catalog, progress } = options;
  const below: Progress = { ...progress, depth: progress.depth + 1 };
  const inherited = openBecause?.text;
  const object = types.includes("object") || types.length === 0;
  const properties = new Map<string, ValueType>();
  let additional: ValueType | undefined;
  let because: Reason | undefined;
  if (object) {
    for (const key of knownKeys(evidence, verdict)) {
      const rest = except(evidence, key);
      const kept = evidence.kubernetes.some((type) => type.open && !type.properties.has(key)) ? KEPT : undefined;
      properties.set(key, inferValue(evidenceForKey(rest, key, rest === evidence ? (inherited ?? kept) : undefined), catalog, below));
    }
    because = openBecause ?? (closed ? undefined : (verdict.indexed ?? (isMapByUse(evidence, verdict) ? verdict.iterated : undefined)));
    const typed = evidence.kubernetes.some((type) => type.additional !== undefined) || evidence.schemas.some((schema) => schema.additional);
    const openType = evidence.kubernetes.some((type) => type.open);
    if (because ?? (typed || openType)) {
      because ??= { text: typed ? "a map by its type" : KEPT };
      const others = evidenceForElements(evidence, "keys", inherited);
      additional = typed || others.uses.length > 0 ? inferValue(others, catalog, below) : anything;
    }
    // A chart's schema that is closed is what Helm itself goes by.
    if (evidence.schemas.some((schema) => schema.additional === false)) additional = undefined;
    if (types.length === 0 && properties.size === 0) additional = anything;
  }
  const items = types.includes("array") ? inferValue(evidenceForElements(evidence, "items", inherited), catalog, below) : undefined;
  return { properties, additional, items, because };
}

/** A map that templates go through takes any key; for a list that says nothing of keys. */
function isMapByUse(evidence: Evidence, verdict: Verdict): boolean {
  return verdict.iterated !== undefined && !evidence.defaults.some((node) => Array.isArray(node.value) && node.value.length > 0);
}

/** Keys that are read before the rest is passed on are not of the rest's type. */
function except(evidence: Evidence, key: string): Evidence {
  const omitted = evidence.uses.some((path) => path.uses.some((use) => use.kind === "rendered" && use.except?.has(key)));
  return omitted ? { ...evidence, kubernetes: [] } : evidence;
}

/** Keys that something speaks of. Those of a named Kubernetes type are known by its name. */
function knownKeys(evidence: Evidence, verdict: Verdict): readonly string[] {
  const keys = new Set<string>();
  for (const chart of evidence.charts) for (const { key } of chart.subcharts) keys.add(key);
  if (evidence.charts.length > 0) keys.add("global");
  for (const path of evidence.uses) for (const key of path.children.keys()) keys.add(key);
  for (const node of [...evidence.defaults, ...evidence.examples]) {
    for (const key of node.children.keys()) keys.add(key);
    for (const { key } of node.commentedOut) if (key !== undefined) keys.add(key);
  }
  for (const schema of evidence.schemas) for (const key of schema.properties.keys()) keys.add(key);
  const named = verdict.kubernetes.length > 0 && evidence.kubernetes.every(isNamed);
  for (const type of evidence.kubernetes) {
    for (const key of type.properties.keys()) {
      if (named && evidence.kubernetes.length === 1) keys.delete(key);
      else keys.add(key);
    }
  }
  return [...keys];
}
