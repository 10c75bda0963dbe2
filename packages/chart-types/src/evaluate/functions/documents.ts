import type { Abstract, Piece } from "../abstract.ts";
import { alternativesOf, anyOf, constant, mapping, nothing, opaque, sequence } from "../abstract.ts";
import { constantTexts } from "../constant-texts.ts";
import { text } from "../text.ts";
import { holesOf, lose, note, printed } from "../run.ts";
import { readStructure } from "../yaml/read-structure.ts";
import type { Call, TemplateFunction } from "./call-function.ts";
import { inOneLine, reformed } from "./text.ts";

function include(call: Call): Abstract {
  const [name = nothing, dot = nothing] = call.args;
  const results = alternativesOf(name).flatMap((one): readonly Abstract[] => {
    const matching = one.kind === "constant" ? [String(one.value ?? "")] : definitionsLike(one, call);
    if (matching.length === 0) lose(dot, "given to a template whose name only values know", call.place);
    return matching.flatMap((definition) => apart(dot).map((each) => text(call.run.invoke(definition, each))));
  });
  return anyOf(results);
}

const MOST_TEXTS = 8;

/**
 * What a template is given, once for each text that templates alone decide: the path of a value, for one, means something
 * else with each.
 */
function apart(dot: Abstract): readonly Abstract[] {
  if (dot.kind !== "mapping" || dot.merged.length > 0) return [dot];
  for (const [key, value] of dot.entries) {
    const texts = value.kind === "text" || value.kind === "any" ? constantTexts(value) : undefined;
    if (!texts || texts.length < 2 || texts.length > MOST_TEXTS) continue;
    return texts.map((one) => mapping([...dot.entries, [key, constant(one)] as const]));
  }
  return [dot];
}

const MOST_MATCHES = 60;

/** Definitions whose name fits a text with holes: `printf "app.%s.config" .name`. */
function definitionsLike(name: Abstract, { run }: Call): readonly string[] {
  if (name.kind !== "text") return [];
  const pattern = new RegExp(`^${patternOf(name.pieces)}$`, "u");
  if (pattern.source === "^.*$") return [];
  return [...run.definitions.keys()].filter((key) => pattern.test(key)).slice(0, MOST_MATCHES);
}

function patternOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
      if (piece.kind === "alternatives") return `(?:${piece.branches.map(patternOf).join("|")})`;
      return ".*";
    })
    .join("");
}

function structure(call: Call): Abstract {
  const [value = nothing] = call.args;
  return anyOf(
    alternativesOf(value).map((one) => {
      if (one.kind === "constant") return one;
      // Text comes out as one scalar, quoted where it has to be.
      if (one.kind === "text") return quotedText(inOneLine(one));
      return text(printed(one, { form: "structure", frame: call.frame, place: call.place }));
    }),
  );
}

function quotedText(value: Abstract): Abstract {
  return value.kind === "text" ? text(reformed(value.pieces, "quoted")) : value;
}

/** What a text says as YAML or JSON: the value itself where the text is one. */
function parsed(call: Call): Abstract {
  const value = call.args.at(-1) ?? nothing;
  return anyOf(
    alternativesOf(value).map((one): Abstract => {
      if (one.kind === "text") return readStructure(one.pieces);
      if (one.kind === "constant") return typeof one.value === "string" ? readStructure([one.value]) : one;
      note(one, { kind: "argument", takes: ["string"], of: call.name }, call.place);
      return opaque("parsed text");
    }),
  );
}

/** `tpl`: the text is a template too. */
function template(call: Call): Abstract {
  const [source = nothing, dot = nothing] = call.args;
  return anyOf(
    alternativesOf(source).map((one): Abstract => {
      if (one.kind === "constant") return text(evaluateText(String(one.value ?? ""), dot, call));
      if (one.kind === "text") {
        const defaults = [...holesOf(one.pieces)].flatMap((hole) => defaultTexts(hole.value, dot, call));
        return anyOf([text(one.pieces.map(asTemplate)), ...defaults]);
      }
      note(one, { kind: "argument", takes: ["string"], of: "tpl" }, call.place);
      return anyOf([text(printed(one, { frame: call.frame, place: call.place }).map(asTemplate)), ...defaultTexts(one, dot, call)]);
    }),
  );
}

function asTemplate(piece: Piece): Piece {
  if (typeof piece === "string") return piece;
  if (piece.kind === "hole") return { ...piece, template: true };
  if (piece.kind === "indented") return { ...piece, body: piece.body.map(asTemplate) };
  return { ...piece, branches: piece.branches.map((branch) => branch.map(asTemplate)) };
}

/** What the chart's own defaults give, where they are templates that read values. */
function defaultTexts(value: Abstract, dot: Abstract, call: Call): readonly Abstract[] {
  return alternativesOf(value).flatMap((one) => {
    if (one.kind !== "values") return [];
    return [...textsIn(call.run.defaultAt(one.path))].map((source) => text(evaluateText(source, dot, call)));
  });
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string" && value.includes("{{")) yield value;
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* textsIn(one);
}

function evaluateText(source: string, dot: Abstract, call: Call): readonly Piece[] {
  if (!source.includes("{{")) return [source];
  const file = call.run.parse(call.frame.file, source);
  const key = `tpl ${source}`;
  if (!file || call.run.active.includes(key) || call.run.active.length > 40) return [];
  call.run.active.push(key);
  const pieces = call.run.evaluate(file.body, dot, call.frame.file);
  call.run.active.pop();
  return pieces;
}

function parsedList(call: Call): Abstract {
  const value = parsed(call);
  return value.kind === "opaque" ? sequence([opaque("element")]) : value;
}

export const documentFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ["include", include],
  ["tpl", template],
  ["lookup", () => opaque("object of the cluster")],
  ...[
    "toYaml",
    "toJson",
    "toPrettyJson",
    "toRawJson",
    "toYamlPretty",
    "toToml",
    "mustToYaml",
    "mustToJson",
    "mustToPrettyJson",
    "mustToRawJson",
    "mustToToml",
  ].map((name): readonly [string, TemplateFunction] => [name, structure]),
  ...["fromYaml", "fromJson", "mustFromJson", "fromToml"].map((name): readonly [string, TemplateFunction] => [name, parsed]),
  ...["fromYamlArray", "fromJsonArray"].map((name): readonly [string, TemplateFunction] => [name, parsedList]),
];
