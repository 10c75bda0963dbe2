import { isSafePattern } from "../../emit/safe-pattern.ts";
import type { JsonType } from "../../value-type.ts";
import type { Abstract, Piece } from "../abstract.ts";
import { alternativesOf, anyOf, constant, mapping, nothing, opaque, sequence } from "../abstract.ts";
import { text } from "../text.ts";
import { elementsOf } from "../elements.ts";
import { holesOf, lose, note, printed } from "../run.ts";
import type { Form } from "../values-path.ts";
import type { Call, TemplateFunction } from "./call-function.ts";

const STRING: readonly JsonType[] = ["string"];

/** The text of a value after a conversion of its scalars. */
function converted(value: Abstract, form: Form, call: Call): Abstract {
  return anyOf(alternativesOf(value).map((one) => text(printed(one, { form, frame: call.frame, place: call.place }))));
}

/** The text as one scalar: where its lines would have put things no longer counts. */
export function inOneLine(value: Abstract): Abstract {
  if (value.kind !== "text") return value;
  const holes = [...holesOf(value.pieces)];
  const hasLines = (pieces: readonly Piece[]): boolean =>
    pieces.some((piece) =>
      typeof piece === "string"
        ? piece.trim().includes("\n")
        : piece.kind === "indented" || (piece.kind === "alternatives" && piece.branches.some(hasLines)),
    );
  return hasLines(value.pieces) ? text([{ kind: "alternatives", branches: holes.map((hole) => ["-", hole]) }]) : value;
}

export function reformed(pieces: readonly Piece[], form: Form): readonly Piece[] {
  return pieces.map((piece): Piece => {
    if (typeof piece === "string") return piece;
    if (piece.kind === "hole") return piece.form === "structure" ? piece : { ...piece, form };
    if (piece.kind === "indented") return { ...piece, body: reformed(piece.body, form) };
    return { ...piece, branches: piece.branches.map((branch) => reformed(branch, form)) };
  });
}

/** Functions that make other text of their last argument, which has to be text. */
function change(call: Call): Abstract {
  const value = call.args.at(-1) ?? nothing;
  for (const arg of call.args) note(arg, { kind: "argument", takes: STRING, of: call.name }, call.place);
  return changed(value, call);
}

function changed(value: Abstract, call: Call): Abstract {
  return anyOf(
    alternativesOf(value).map((one): Abstract => {
      if (one.kind === "text") return text(reformed(one.pieces, "changed"));
      return one.kind === "constant" ? one : text(printed(one, { form: "changed", frame: call.frame, place: call.place }));
    }),
  );
}

function encode(call: Call): Abstract {
  return change({ ...call, args: call.args.map((arg) => anyOf(alternativesOf(arg).map(inOneLine))) });
}

/** White space at both ends says nothing about values. */
function trim(call: Call): Abstract {
  const value = call.args.at(-1) ?? nothing;
  note(value, { kind: "argument", takes: STRING, of: call.name }, call.place);
  return anyOf(
    alternativesOf(value).map((one) =>
      one.kind === "text"
        ? text(trimmed(one.pieces))
        : one.kind === "constant"
          ? constant(String(one.value ?? "").trim())
          : changed(one, call),
    ),
  );
}

function trimmed(pieces: readonly Piece[]): readonly Piece[] {
  const kept = [...pieces];
  while (typeof kept[0] === "string" && kept[0].trim() === "") kept.shift();
  while (typeof kept.at(-1) === "string" && (kept.at(-1) as string).trim() === "") kept.pop();
  const first = kept[0];
  if (typeof first === "string") kept[0] = first.trimStart();
  const last = kept.at(-1);
  if (typeof last === "string") kept[kept.length - 1] = last.trimEnd();
  return kept;
}

function quote(call: Call): Abstract {
  const pieces = call.args.flatMap((arg, at) => [...(at > 0 ? [" "] : []), ...quoted(arg, call)]);
  return text(pieces);
}

function quoted(value: Abstract, call: Call): readonly Piece[] {
  const branches = alternativesOf(value)
    .map(inOneLine)
    .map((one) => printed(one, { form: "quoted", frame: call.frame, place: call.place }));
  return branches.length === 1 ? (branches[0] ?? []) : [{ kind: "alternatives", branches }];
}

function toText(call: Call): Abstract {
  return converted(call.args.at(-1) ?? nothing, "plain", call);
}

function toNumber(call: Call): Abstract {
  const value = call.args.at(-1) ?? nothing;
  for (const arg of call.args) note(arg, { kind: "argument", takes: ["integer", "number", "string"], of: call.name }, call.place);
  return converted(value, "number", call);
}

function arithmetic(call: Call): Abstract {
  return text(
    call.args
      .map((arg) => toNumber({ ...call, args: [arg] }))
      .flatMap((arg) => printed(arg, { form: "number", frame: call.frame, place: call.place })),
  );
}

/** Columns; texts further to the right are no objects. */
const WIDEST = 1000;

function indented(newline: boolean): TemplateFunction {
  return (call) => {
    const [width = nothing, value = nothing] = call.args;
    const by = width.kind === "constant" && typeof width.value === "number" ? Math.min(Math.max(0, width.value), WIDEST) : 0;
    return text([{ kind: "indented", by, newline, body: printed(value, { frame: call.frame, place: call.place }) }]);
  };
}

const VERB = /%[-+# 0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:\[\d+\])?[a-zA-Z%]/gu;

function format(call: Call): Abstract {
  const [pattern = nothing, ...rest] = call.args;
  const patterns = alternativesOf(pattern).filter((one) => one.kind === "constant");
  if (patterns.length === 0) return text([pattern, ...rest].flatMap((arg) => quotedAs("changed", arg, call)));
  return anyOf(patterns.map((one) => formatWith(String(one.value ?? ""), rest, call)));
}

function formatWith(pattern: string, rest: readonly Abstract[], call: Call): Abstract {
  const pieces: Piece[] = [];
  let at = 0;
  let next = 0;
  for (const match of pattern.matchAll(VERB)) {
    pieces.push(pattern.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === "%%") {
      pieces.push("%");
      continue;
    }
    const value = rest[next] ?? nothing;
    next += 1;
    const verb = match[0].at(-1) ?? "v";
    if ("dxXob".includes(verb)) note(value, { kind: "argument", takes: ["integer"], of: `printf ${match[0]}` }, call.place);
    if (verb === "t") note(value, { kind: "argument", takes: ["boolean"], of: "printf %t" }, call.place);
    pieces.push(...quotedAs(verb === "q" ? "quoted" : "plain", value, call));
  }
  pieces.push(pattern.slice(at));
  return text(pieces);
}

function quotedAs(form: Form, value: Abstract, call: Call): readonly Piece[] {
  return printed(value, { form, frame: call.frame, place: call.place });
}

function print(call: Call): Abstract {
  return text(call.args.flatMap((arg, at) => [...(at > 0 && call.name !== "print" ? [" "] : []), ...quotedAs("plain", arg, call)]));
}

function join(call: Call): Abstract {
  const [separator = nothing, list = nothing] = call.args;
  const between = quotedAs("plain", separator, call);
  const items = elementsOf(list, call.place, { joined: true }).flatMap(({ element }) => [...quotedAs("plain", element, call), ...between]);
  const whole = alternativesOf(list).some((one) => one.kind === "values");
  return text(whole ? [...items, ...between] : items.slice(0, Math.max(0, items.length - between.length)));
}

/** What a function does to texts that templates alone decide. */
function folded(fold: (first: string, second: string, third: string) => string, otherwise: TemplateFunction): TemplateFunction {
  return (call) => {
    const texts = call.args.map((arg) => (arg.kind === "constant" ? String(arg.value ?? "") : undefined));
    return texts.every((one) => one !== undefined) ? constant(fold(texts[0] ?? "", texts[1] ?? "", texts[2] ?? "")) : otherwise(call);
  };
}

function split(call: Call): Abstract {
  const [separator, source] = call.args;
  if (separator?.kind === "constant" && source?.kind === "constant") {
    const parts = String(source.value ?? "")
      .split(String(separator.value ?? ""))
      .map(constant);
    return call.name === "splitList" ? sequence(parts) : mapping(parts.map((part, at) => [`_${at}`, part] as const));
  }
  const value = call.args.at(-1) ?? nothing;
  note(value, { kind: "argument", takes: STRING, of: call.name }, call.place);
  return opaque("part of a text");
}

/** `regexSplit pattern text most` */
function splitByPattern(call: Call): Abstract {
  const [pattern, source] = call.args;
  const expression = pattern?.kind === "constant" ? expressionOf(String(pattern.value ?? "")) : undefined;
  if (!expression || source?.kind !== "constant") return split({ ...call, args: call.args.slice(1, 2) });
  return sequence(
    String(source.value ?? "")
      .split(expression)
      .map(constant),
  );
}

/** Undefined for what only Go's expressions have, and for what could take for ever, as Go's never do. */
function expressionOf(pattern: string): RegExp | undefined {
  try {
    return pattern.length > 200 || !isSafePattern(pattern) ? undefined : new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

/** Functions whose result tells nothing of the text they are given. */
function digest(call: Call): Abstract {
  return opaque(call.name);
}

function test(call: Call): Abstract {
  for (const arg of call.args) note(arg, { kind: "argument", takes: STRING, of: call.name }, call.place);
  return opaque("bool");
}

function unknownText(call: Call): Abstract {
  for (const arg of call.args) lose(arg, `given to ${call.name}`, call.place);
  return opaque(call.name);
}

function each(names: string, call: TemplateFunction): readonly (readonly [string, TemplateFunction])[] {
  return names.split(" ").map((name) => [name, call] as const);
}

export const textFunctions: readonly (readonly [string, TemplateFunction])[] = [
  ...each("trim", trim),
  ...each("quote squote", quote),
  ...each("toString", toText),
  ...each("int int64 float64 atoi toDecimal ceil floor round", toNumber),
  ...each("add add1 sub div mod mul max min biggest addf add1f subf divf mulf maxf minf", arithmetic),
  ["indent", indented(false)],
  ["nindent", indented(true)],
  ...each("printf", format),
  ...each("print println cat", print),
  ["join", join],
  ...each("splitList split splitn", split),
  ...each("regexFindAll mustRegexFindAll", split),
  ...each("regexSplit mustRegexSplit", splitByPattern),
  ...each("sha1sum sha256sum sha512sum adler32sum bcrypt htpasswd derivePassword", digest),
  ...each(
    "now date dateInZone dateModify ago toDate htmlDate unixEpoch duration durationRound must_date_modify date_modify date_in_zone",
    digest,
  ),
  ...each("randAlphaNum randAlpha randAscii randNumeric randInt randBytes uuidv4 shuffle", digest),
  ...each(
    "genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey buildCustomCert",
    digest,
  ),
  ...each("encryptAES decryptAES getHostByName until untilStep seq isAbs base dir ext clean osBase osDir osExt osClean osIsAbs", digest),
  ...each("contains hasPrefix hasSuffix regexMatch mustRegexMatch semverCompare semver", test),
  ["replace", folded((from, to, source) => source.replaceAll(from, to), change)],
  ["lower", folded((source) => source.toLowerCase(), change)],
  ["upper", folded((source) => source.toUpperCase(), change)],
  ["title", folded((source) => source.replaceAll(/\b\w/gu, (letter) => letter.toUpperCase()), change)],
  ["untitle", folded((source) => source.replaceAll(/\b\w/gu, (letter) => letter.toLowerCase()), change)],
  ["trimPrefix", folded((prefix, source) => (source.startsWith(prefix) ? source.slice(prefix.length) : source), change)],
  ["trimSuffix", folded((suffix, source) => (suffix !== "" && source.endsWith(suffix) ? source.slice(0, -suffix.length) : source), change)],
  ...each(
    "regexReplaceAll mustRegexReplaceAll regexReplaceAllLiteral mustRegexReplaceAllLiteral regexFind mustRegexFind regexQuoteMeta",
    change,
  ),
  ...each("trimAll repeat substr nospace trunc abbrev abbrevboth initials", change),
  ...each("swapcase camelcase kebabcase snakecase wrap wrapWith plural", change),
  ...each("b64enc b64dec b32enc b32dec", encode),
  ...each("html js urlquery urlParse urlJoin", unknownText),
];
