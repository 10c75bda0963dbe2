import type { JsonScalar, JsonType } from "../../value-type.ts";
import type { Abstract } from "../abstract.ts";
import { alternativesOf, anyOf, constant, nothing, opaque } from "../abstract.ts";
import { note } from "../run.ts";
import type { Guard } from "../run.ts";
import type { Call, TemplateFunction } from "./call-function.ts";

const KINDS: Readonly<Record<string, readonly JsonType[]>> = {
  string: ["string"],
  bool: ["boolean"],
  map: ["object"],
  slice: ["array"],
  "map[string]interface {}": ["object"],
  "[]interface {}": ["array"],
  int: ["integer"],
  int64: ["integer"],
  float64: ["integer", "number"],
};

function conditions({ args, place }: Call): void {
  for (const arg of args) note(arg, { kind: "condition" }, place);
}

/** `a | default b`, `coalesce`, `and`, `or`: any of them, all of them tested. */
function oneOf(call: Call): Abstract {
  conditions(call);
  return anyOf(call.args);
}

function compare(call: Call): Abstract {
  const { args, place, name } = call;
  const constants = args.map(constantOf);
  if (constants.length > 1 && constants.every((one) => one !== undefined)) {
    const [first, ...others] = constants;
    return constant(name === "eq" ? others.includes(first as JsonScalar) : !others.includes(first as JsonScalar));
  }
  for (const [index, arg] of args.entries()) {
    for (const other of args.filter((_, at) => at !== index).flatMap(alternativesOf)) {
      if (other.kind === "constant" && other.value !== null) note(arg, { kind: "compared", with: other.value }, place);
    }
    if (isTypeOf(arg)) guardByName(call, arg.what.slice(TYPE_OF.length), args[index === 0 ? 1 : 0]);
  }
  return opaque("bool");
}

const TYPE_OF = "type of ";
const typeOfArguments = new Map<string, Abstract>();

function isTypeOf(value: Abstract): value is Abstract & { kind: "opaque"; what: string } {
  return value.kind === "opaque" && value.what.startsWith(TYPE_OF);
}

/** `eq (kindOf .Values.x) "string"` */
function guardByName({ run, place }: Call, id: string, name: Abstract | undefined): void {
  const value = typeOfArguments.get(id);
  if (value && name?.kind === "constant") addGuards({ run, place, value, types: KINDS[String(name.value)] });
}

function addGuards({
  run,
  place,
  value,
  types,
}: {
  run: Call["run"];
  place: string;
  value: Abstract;
  types: readonly JsonType[] | undefined;
}): void {
  if (!types) return;
  for (const one of alternativesOf(value)) {
    for (const is of types) note(one, { kind: "checked", is }, place);
    if (one.kind === "values") run.guards.push({ path: one.path, is: types, holds: true });
  }
}

function typeName({ args }: Call): Abstract {
  const [value = nothing] = args;
  const id = String(typeOfArguments.size);
  typeOfArguments.set(id, value);
  return opaque(`${TYPE_OF}${id}`);
}

function isKind({ run, args, place }: Call): Abstract {
  const [name, value = nothing] = args;
  if (name?.kind === "constant") addGuards({ run, place, value, types: KINDS[String(name.value)] });
  return opaque("bool");
}

function not(call: Call): Abstract {
  conditions(call);
  const { run, args } = call;
  run.guards = run.guards.length === 1 ? run.guards.map((guard): Guard => ({ ...guard, holds: !guard.holds })) : [];
  const [value] = args;
  return value?.kind === "constant"
    ? constant(value.value === null || value.value === false || value.value === "" || value.value === 0)
    : opaque("bool");
}

function or(call: Call): Abstract {
  call.run.guards = [];
  return oneOf(call);
}

function withDefault(call: Call): Abstract {
  const [fallback = nothing, value = nothing] = call.args;
  note(value, { kind: "condition" }, call.place);
  for (const one of alternativesOf(fallback)) {
    if (one.kind === "constant" && one.value !== null && one.value !== "") {
      note(value, { kind: "fallback", value: one.value }, call.place);
    }
  }
  return anyOf([value, fallback]);
}

function required({ args, place }: Call): Abstract {
  const value = args.at(-1) ?? nothing;
  note(value, { kind: "required" }, place);
  return value;
}

function ternary({ args, place }: Call): Abstract {
  const [yes = nothing, no = nothing, condition = nothing] = args;
  note(condition, { kind: "condition" }, place);
  return anyOf([yes, no]);
}

function answers(what: string): TemplateFunction {
  return (call) => {
    conditions(call);
    return opaque(what);
  };
}

/** Comparisons in order: text with text, numbers with numbers. */
function order({ args, place }: Call): Abstract {
  for (const arg of args) {
    const numeric = args.some((other) => other !== arg && (typeof constantOf(other) === "number" || other.kind === "opaque"));
    if (numeric) note(arg, { kind: "argument", takes: ["integer", "number"], of: "a comparison of numbers" }, place);
  }
  return opaque("bool");
}

function constantOf(value: Abstract): JsonScalar | null | undefined {
  return value.kind === "constant" ? value.value : undefined;
}

export const logicFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ["and", oneOf],
  ["or", or],
  ["not", not],
  ["coalesce", oneOf],
  ["default", withDefault],
  ["ternary", ternary],
  ["required", required],
  ["fail", () => nothing],
  ["empty", answers("bool")],
  ["all", answers("bool")],
  ["any", answers("bool")],
  ["eq", compare],
  ["ne", compare],
  ["lt", order],
  ["le", order],
  ["gt", order],
  ["ge", order],
  ["deepEqual", answers("bool")],
  ["kindIs", isKind],
  ["typeIs", isKind],
  ["typeIsLike", isKind],
  ["kindOf", typeName],
  ["typeOf", typeName],
];
