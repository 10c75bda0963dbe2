import type { Use } from "../evaluate/values-path.ts";
import type { TypeCatalog } from "../kubernetes/type-catalog.ts";
import type { TypeRef } from "../kubernetes/type-ref.ts";
import type { JsonType, Reason } from "../value-type.ts";
import type { Evidence } from "./evidence.ts";
import { allTypes, formatLiteral, jsonTypeOf, scalarTypes } from "./json-type.ts";
import { landingTypes } from "./landing-types.ts";

/** What the uses of a value say together. */
export interface Verdict {
  /** JSON types that every use takes. */
  readonly accepted: ReadonlySet<JsonType>;
  /** Types that a use asks for, the strongest evidence first. */
  readonly asked: readonly { readonly types: readonly JsonType[]; readonly reason: Reason }[];
  /** Kubernetes types that the value is, whole. */
  readonly kubernetes: readonly TypeRef[];
  readonly checked: readonly JsonType[];
  /** Why anything goes below this place. */
  readonly open: Reason | undefined;
  readonly iterated: Reason | undefined;
  readonly indexed: Reason | undefined;
  readonly printed: Reason | undefined;
  readonly required: boolean;
  readonly reasons: readonly Reason[];
}

interface Finding {
  /** Undefined: says nothing of what is taken. */
  readonly accepts?: readonly JsonType[];
  readonly asks?: readonly JsonType[];
  readonly kubernetes?: readonly TypeRef[];
  readonly open?: string;
  /** Types that it asks for, when a test for them may stand before it. */
  readonly guarded?: readonly JsonType[];
  readonly reason: Reason;
}

export function verdictOf(evidence: Evidence, catalog: TypeCatalog): Verdict {
  const uses = evidence.uses.flatMap((path) => path.uses);
  const findings = [
    ...evidence.kubernetes.map((type) => structureFinding([type], { text: `is ${type.name ?? "a field"} of the object it is in` })),
    ...evidence.schemas.flatMap(({ kubernetes }) => {
      const type = kubernetes === undefined ? undefined : catalog.definition(kubernetes);
      return type ? [structureFinding([type], { text: `${kubernetes} by the chart's schema`, place: "values.schema.json" })] : [];
    }),
    ...distinct(uses).map((use) => findingOf(use, catalog)),
  ];
  const checked = new Set(uses.flatMap((use) => (use.kind === "checked" ? [use.is] : [])));
  // A function that takes what was tested for before is called in that case only.
  const asked = findings.filter(({ guarded }) => !guarded?.every((type) => checked.has(type)));
  const accepted = intersection(asked.flatMap(({ accepts }) => (accepts ? [accepts] : [])));
  const reasonOf = (kind: Use["kind"]): Reason | undefined => {
    const use = uses.find((one) => one.kind === kind);
    return use && { text: WORDS[kind] ?? kind, place: use.place };
  };
  const opening = findings.find(({ open }) => open !== undefined);
  return {
    accepted,
    asked: findings.flatMap(({ asks, reason }) => (asks && asks.length > 0 ? [{ types: asks, reason }] : [])),
    kubernetes: [...new Set(findings.flatMap(({ kubernetes }) => kubernetes ?? []))],
    checked: [...checked],
    open: opening && { text: opening.open ?? "", place: opening.reason.place },
    iterated: reasonOf("iterated"),
    indexed: reasonOf("indexed"),
    printed: findings.find(({ accepts }) => accepts?.includes("string"))?.reason,
    required: uses.some((use) => use.kind === "required"),
    reasons: findings.map(({ reason }) => reason),
  };
}

const WORDS: Partial<Record<Use["kind"], string>> = {
  iterated: "is gone through",
  indexed: "is indexed with a name that only values know",
};

function distinct(uses: readonly Use[]): readonly Use[] {
  const found = new Map(uses.map((use) => [keyOf(use), use]));
  return [...found.values()];
}

function keyOf(use: Use): string {
  if (use.kind !== "rendered") return JSON.stringify(use);
  const { at, form, only, template, except } = use;
  return JSON.stringify([at.kinds, at.path, at.as, form, only, template, except && [...except]]);
}

function findingOf(use: Use, catalog: TypeCatalog): Finding {
  const { place } = use;
  switch (use.kind) {
    case "rendered":
      return narrowed(renderedFinding(use, catalog), use.only);
    case "untraced":
      return { open: use.how, reason: { text: use.how, place } };
    case "compared": {
      const type = jsonTypeOf(use.with);
      const types: readonly JsonType[] = type === undefined ? [] : type === "integer" ? ["integer", "number"] : [type];
      if (use.asText) return { accepts: scalarTypes, reason: { text: `its text is compared with ${formatLiteral(use.with)}`, place } };
      return { accepts: types, asks: types.slice(0, 1), reason: { text: `compared with ${formatLiteral(use.with)}`, place } };
    }
    case "argument":
      return {
        accepts: use.takes,
        guarded: use.takes,
        asks: use.takes.length === 1 ? use.takes : [],
        reason: { text: `given to ${use.of}`, place },
      };
    case "fallback": {
      // Zero stands for "nothing is set", whatever would be set.
      const type = use.value === 0 ? undefined : jsonTypeOf(use.value);
      return { asks: type ? [type] : [], reason: { text: `replaced by ${formatLiteral(use.value)} when empty`, place } };
    }
    case "switch":
      return { accepts: ["boolean"], asks: ["boolean"], reason: { text: "switches a subchart on or off", place } };
    case "checked":
      return { reason: { text: `tested for being ${use.is}`, place } };
    case "condition":
      return { reason: { text: "tested", place } };
    case "iterated":
    case "indexed":
      return {
        accepts: use.kind === "iterated" && use.joined ? ["array", ...scalarTypes] : ["object", "array"],
        reason: { text: WORDS[use.kind] ?? "", place },
      };
    case "required":
      return { reason: { text: "required", place } };
  }
}

function narrowed(finding: Finding, only: readonly JsonType[] | undefined): Finding {
  if (!only || !finding.accepts) return finding;
  return {
    ...finding,
    accepts: [...finding.accepts, ...allTypes.filter((type) => !only.includes(type))],
    asks: (finding.asks ?? []).filter((type) => only.includes(type)),
  };
}

function renderedFinding(use: Use & { kind: "rendered" }, catalog: TypeCatalog): Finding {
  const { at, form, place } = use;
  if (at.as === "nowhere") return { reason: { text: "printed, but not into an object", place } };
  const { types, open, label } = landingTypes(at, catalog);
  const reason: Reason = { text: `lands in ${label}`, place };
  if (form === "structure") {
    if (at.as !== "spread") return { open: `passed through as text to ${label}`, reason };
    if (open !== undefined || types.length === 0) return { open: `passed through to ${open ?? label}`, reason };
    // Whole YAML in the place of a scalar is the text of a file.
    const scalar = jsonTypesOf(types).length > 0 && jsonTypesOf(types).every((type) => scalarTypes.includes(type));
    return scalar ? { open: `passed through as text to ${label}`, asks: jsonTypesOf(types), reason } : structureFinding(types, reason);
  }
  if (at.as === "part" || at.as === "block" || at.as === "key")
    return { accepts: scalarTypes, reason: { text: `printed into ${label}`, place } };
  // Functions that take nothing but text are evidence of their own.
  if (form === "changed") return { accepts: scalarTypes, reason };
  if (at.as === "quoted" || form === "quoted")
    return { accepts: scalarTypes, reason: { text: `printed in quotation marks into ${label}`, place } };
  return wholeFinding(types, { open: open !== undefined, number: form === "number", reason });
}

function structureFinding(types: readonly TypeRef[], reason: Reason): Finding {
  const taken = jsonTypesOf(types);
  return { accepts: taken.length > 0 ? taken : allTypes, asks: taken, kubernetes: types, reason };
}

/** A scalar printed as it is: YAML reads it again, so that text can become a number. */
function wholeFinding(types: readonly TypeRef[], { open, number, reason }: { open: boolean; number: boolean; reason: Reason }): Finding {
  if (number) return { accepts: ["integer", "number", "string"], asks: ["integer"], reason };
  const taken = jsonTypesOf(types);
  if (open || taken.length === 0) return { accepts: scalarTypes, reason };
  const scalars = taken.filter((type) => scalarTypes.includes(type));
  if (scalars.length === 0) return { accepts: ["string"], asks: ["string"], reason: { ...reason, text: `${reason.text} as text` } };
  const asText: readonly JsonType[] = scalars.includes("string") ? [] : ["string"];
  return { accepts: [...scalars, ...asText], asks: scalars, kubernetes: types.filter(({ name }) => name !== undefined), reason };
}

function jsonTypesOf(types: readonly TypeRef[]): readonly JsonType[] {
  if (types.some((type) => type.types.length === 0)) return [];
  return [...new Set(types.flatMap((type) => type.types))];
}

/** What all of them have; all of theirs together where they have nothing in common. */
function intersection(sets: readonly (readonly JsonType[])[]): ReadonlySet<JsonType> {
  const wide = sets.map((set) => (set.includes("number") ? [...set, "integer" as const] : set));
  const common = allTypes.filter((type) => wide.every((set) => set.includes(type)));
  return new Set(common.length > 0 ? common : wide.flat());
}
