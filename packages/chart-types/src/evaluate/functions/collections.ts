import type { Abstract, Mapping } from "../abstract.ts";
import { alternativesOf, anyOf, fromValues, identity, mapping, nothing, opaque, sequence, without } from "../abstract.ts";
import { constantTexts } from "../constant-texts.ts";
import { elementsOf } from "../elements.ts";
import { fieldOf, lose, note } from "../run.ts";
import { elementPath } from "../values-path.ts";
import type { Call, TemplateFunction } from "./call-function.ts";

/** One step of `index` and its like: by a known name, or by one that only values know. */
function entryOf(value: Abstract, key: Abstract, place: string): Abstract {
  const names = constantTexts(key);
  const numeric = key.kind === "constant" && typeof key.value === "number";
  if (names && !numeric) return anyOf(names.map((name) => fieldOf(value, name)));
  return anyOf(
    alternativesOf(value).flatMap((one): readonly Abstract[] => {
      if (one.kind === "sequence" && numeric)
        return one.items
          .slice(Number(key.value))
          .slice(0, 1)
          .concat(one.items.length > Number(key.value) ? [] : one.items);
      if (one.kind !== "values") return elementsOf(one, place).map(({ element }) => element);
      one.path.uses.push({ kind: numeric ? "iterated" : "indexed", named: false, place });
      return [fromValues(elementPath(one.path)), ...one.path.overlays.values()];
    }),
  );
}

function index({ args, place }: Call): Abstract {
  const [value = nothing, ...keys] = args;
  return keys.reduce((at, key) => entryOf(at, key, place), value);
}

function get({ args, place }: Call): Abstract {
  const [value = nothing, key = nothing] = args;
  return entryOf(value, key, place);
}

function hasKey(call: Call): Abstract {
  note(get(call), { kind: "condition" }, call.place);
  return opaque("bool");
}

/** `dig "a" "b" fallback map` */
function dig({ args, place }: Call): Abstract {
  const value = args.at(-1) ?? nothing;
  const fallback = args.at(-2) ?? nothing;
  return anyOf([args.slice(0, -2).reduce((at, key) => entryOf(at, key, place), value), fallback]);
}

function pluck({ args, place }: Call): Abstract {
  const [key = nothing, ...maps] = args;
  return sequence(maps.map((map) => entryOf(map, key, place)));
}

function dict({ args }: Call): Abstract {
  const made = mapping();
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at];
    const value = args[at + 1] ?? nothing;
    for (const name of (key && constantTexts(key)) ?? []) made.entries.set(name, anyOf([made.entries.get(name) ?? nothing, value]));
    if (key && !constantTexts(key)) made.merged.push(anyEntry(value));
  }
  return made;
}

/** A map of which only the values are known. */
function anyEntry(value: Abstract): Mapping {
  return mapping([["*", value]]);
}

function set(call: Call): Abstract {
  const { run, args, place } = call;
  const [target = nothing, key = nothing, value = nothing] = args;
  const names = constantTexts(key);
  for (const one of alternativesOf(target)) {
    const entries = one.kind === "mapping" ? one.entries : one.kind === "values" ? one.path.overlays : undefined;
    if (!entries) continue;
    if (!names) {
      lose(value, "set under a name that only values know", place);
      continue;
    }
    for (const name of names) {
      const before = entries.get(name);
      const after = anyOf([before ?? nothing, value]);
      if (before && identity(before) === identity(after)) continue;
      if (one.kind === "values" && !before) run.changed = true;
      entries.set(name, after);
    }
  }
  return target;
}

/** All of them in one: the first is changed. */
function merge({ args }: Call): Abstract {
  const [target = nothing, ...rest] = args;
  for (const one of alternativesOf(target)) {
    if (one.kind !== "mapping") continue;
    const known = new Set(one.merged.map(identity));
    one.merged.push(...rest.flatMap(alternativesOf).filter((other) => other !== one && !known.has(identity(other))));
  }
  return target.kind === "mapping" ? target : anyOf(args);
}

function pick({ args }: Call): Abstract {
  const [value = nothing, ...keys] = args;
  return mapping(keys.flatMap((key) => constantTexts(key) ?? []).map((name) => [name, fieldOf(value, name)] as const));
}

function omit({ args }: Call): Abstract {
  const [value = nothing, ...keys] = args;
  const names = keys.flatMap((key) => constantTexts(key) ?? []);
  for (const name of names) fieldOf(value, name);
  return anyOf(alternativesOf(value).map((one) => without(one, new Set(names))));
}

function keys({ args, place }: Call): Abstract {
  return sequence(args.flatMap((arg) => elementsOf(arg, place, { named: true })).map(({ key }) => key));
}

function elements({ args, place }: Call): Abstract {
  return sequence(args.flatMap((arg) => elementsOf(arg, place)).map(({ element }) => element));
}

function oneElement({ args, place }: Call): Abstract {
  return anyOf(elementsOf(args.at(-1) ?? nothing, place).map(({ element }) => element));
}

/** Lists of which some elements are left out or moved: the list itself, when it is one of the values. */
function sameList({ args }: Call): Abstract {
  return args.at(-1) ?? nothing;
}

function firstArgument({ args }: Call): Abstract {
  return args[0] ?? nothing;
}

/** `append list element`: the same list where it has the element already, so that loops come to an end. */
function append({ args, place }: Call): Abstract {
  const [list = nothing, ...more] = args;
  const items = elementsOf(list, place).map(({ element }) => element);
  const known = new Set(items.flatMap(alternativesOf).map(identity));
  const added = more.filter((one) => alternativesOf(one).some((each) => !known.has(identity(each))));
  if (list.kind === "sequence" && (added.length === 0 || known.size >= MOST_ELEMENTS)) return list;
  return sequence([...items, ...added]);
}

const MOST_ELEMENTS = 64;

function concat(call: Call): Abstract {
  const { args } = call;
  const [first = nothing, ...others] = args;
  return others.reduce(
    (list, other) => append({ ...call, args: [list, ...elementsOf(other, call.place).map(({ element }) => element)] }),
    first,
  );
}

function list({ args }: Call): Abstract {
  return sequence(args);
}

function length({ args, place }: Call): Abstract {
  for (const arg of args) note(arg, { kind: "condition" }, place);
  return opaque("number");
}

function has({ args, place }: Call): Abstract {
  const [needle = nothing, haystack = nothing] = args;
  const members = alternativesOf(haystack).flatMap((one) => (one.kind === "sequence" ? one.items : []));
  for (const member of members) {
    if (member.kind === "constant" && member.value !== null) note(needle, { kind: "compared", with: member.value }, place);
  }
  if (members.length === 0) elementsOf(haystack, place);
  return opaque("bool");
}

function copy({ args }: Call): Abstract {
  const [value = nothing] = args;
  return anyOf(
    alternativesOf(value).map((one) => {
      if (one.kind !== "mapping") return one;
      const made = mapping(one.entries);
      made.merged.push(...one.merged);
      return made;
    }),
  );
}

export const collectionFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ["index", index],
  ["get", get],
  ["hasKey", hasKey],
  ["dig", dig],
  ["pluck", pluck],
  ["dict", dict],
  ["set", set],
  ["unset", firstArgument],
  ["merge", merge],
  ["mergeOverwrite", merge],
  ["mustMerge", merge],
  ["mustMergeOverwrite", merge],
  ["pick", pick],
  ["omit", omit],
  ["keys", keys],
  ["values", elements],
  ["deepCopy", copy],
  ["mustDeepCopy", copy],
  ["list", list],
  ["tuple", list],
  ["concat", concat],
  ...["append", "push", "mustAppend", "mustPush", "prepend", "mustPrepend"].map((name) => [name, append] as const),
  ...["first", "mustFirst", "last", "mustLast"].map((name) => [name, oneElement] as const),
  ...["rest", "mustRest", "initial", "mustInitial", "reverse", "mustReverse"].map((name) => [name, sameList] as const),
  ...["uniq", "mustUniq", "compact", "mustCompact", "sortAlpha", "toStrings", "chunk", "mustChunk"].map(
    (name) => [name, sameList] as const,
  ),
  ...["slice", "mustSlice", "without", "mustWithout"].map((name) => [name, firstArgument] as const),
  ["len", length],
  ["has", has],
  ["mustHas", has],
];
