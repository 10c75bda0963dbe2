import { isKeyword, type TokenKind } from "./token.ts";

/** The next token inside an action ends before offset `end`. */
export interface ScannedToken {
  readonly kind: TokenKind;
  readonly end: number;
}
export interface ScanProblem {
  readonly problem: string;
}

export const RIGHT_DELIMITER = "}}";
const WORD = /[\p{L}\p{Nd}_]*/uy;
const HEX = String.raw`0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?`;
const OCTAL = String.raw`0[oO][0-7_]*(?:\.[0-7_]*)?`;
const BINARY = String.raw`0[bB][01_]*(?:\.[01_]*)?`;
const DECIMAL = String.raw`[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?`;
/** Wider than the numbers there are: reading the number's value finds the rest of the mistakes. */
const NUMBER = new RegExp(`[+-]?(?:${HEX}|${OCTAL}|${BINARY}|${DECIMAL})i?`, "y");
const SINGLE: ReadonlyMap<string, TokenKind> = new Map([
  ["=", "assign"],
  ["|", "pipe"],
  ["(", "left paren"],
  [")", "right paren"],
]);
const SPACES = " \t\r\n";

/** Whether a character, `""` for the end of the text, is one of the four that separate arguments. */
export function isSpace(character: string): boolean {
  return character !== "" && SPACES.includes(character);
}

function endOf(pattern: RegExp, source: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(source)?.[0].length ?? 0);
}

function refuseCharacter(source: string, offset: number, problem: string): ScanProblem {
  const code = source.codePointAt(offset) ?? 0;
  return { problem: `${problem} U+${code.toString(16).toUpperCase().padStart(4, "0")} '${String.fromCodePoint(code)}'` };
}

/** Whether a word may end here: `$x+2` without a space is refused. */
function isTerminator(source: string, offset: number): boolean {
  const character = source.charAt(offset);
  return character === "" || isSpace(character) || ".,|:)(".includes(character) || source.startsWith(RIGHT_DELIMITER, offset);
}

function scanSpace(source: string, start: number): ScannedToken {
  let end = start;
  while (isSpace(source.charAt(end))) end += 1;
  // The last space before `-}}` belongs to the delimiter.
  return { kind: "space", end: source.startsWith(`-${RIGHT_DELIMITER}`, end) ? end - 1 : end };
}

function scanQuoted(source: string, start: number, kind: "string" | "character"): ScannedToken | ScanProblem {
  const quote = source.charAt(start);
  for (let offset = start + 1; offset < source.length; offset += 1) {
    let character = source.charAt(offset);
    if (character === quote) return { kind, end: offset + 1 };
    if (character === "\\") character = source.charAt((offset += 1));
    if (character === "\n") break;
  }
  return { problem: kind === "string" ? "unterminated quoted string" : "unterminated character constant" };
}

function scanRawString(source: string, start: number): ScannedToken | ScanProblem {
  const end = source.indexOf("`", start + 1);
  return end === -1 ? { problem: "unterminated raw quoted string" } : { kind: "raw string", end: end + 1 };
}

function scanNumber(source: string, start: number): ScannedToken | ScanProblem {
  const isWordAt = (offset: number): boolean => endOf(WORD, source, offset) > offset;
  const bad = (end: number): ScanProblem => ({ problem: `bad number syntax: ${JSON.stringify(source.slice(start, end))}` });
  const end = endOf(NUMBER, source, start);
  if (isWordAt(end)) return bad(end + 1);
  if (!"+-".includes(source.charAt(end)) || end === source.length) return { kind: "number", end };
  const complexEnd = endOf(NUMBER, source, end);
  if (isWordAt(complexEnd) || source[complexEnd - 1] !== "i") return bad(complexEnd);
  return { kind: "complex", end: complexEnd };
}

/** `.name` or `$name`; alone, `.` is the dot and `$` the root. */
function scanMarked(source: string, start: number, kind: "field" | "variable"): ScannedToken | ScanProblem {
  if (isTerminator(source, start + 1)) return { kind: kind === "field" ? "dot" : kind, end: start + 1 };
  const end = endOf(WORD, source, start + 1);
  return isTerminator(source, end) ? { kind, end } : refuseCharacter(source, end, "bad character");
}

function scanWord(source: string, start: number): ScannedToken | ScanProblem {
  const end = endOf(WORD, source, start);
  if (end === start) return refuseCharacter(source, start, "unrecognized character in action:");
  if (!isTerminator(source, end)) return refuseCharacter(source, end, "bad character");
  const word = source.slice(start, end);
  if (isKeyword(word)) return { kind: word, end };
  return { kind: word === "true" || word === "false" ? "bool" : "identifier", end };
}

/** Finds the token at `start`, which is inside an action and not at its right delimiter. */
export function scanActionToken(source: string, start: number): ScannedToken | ScanProblem {
  const character = source.charAt(start);
  const following = source.charAt(start + 1);
  if (character === "") return { problem: "unclosed action" };
  if (isSpace(character)) return scanSpace(source, start);
  if (character === '"') return scanQuoted(source, start, "string");
  if (character === "'") return scanQuoted(source, start, "character");
  if (character === "`") return scanRawString(source, start);
  if (character === "$") return scanMarked(source, start, "variable");
  if (character === "." && following !== "" && !/\d/.test(following)) return scanMarked(source, start, "field");
  if (/[-+.\d]/.test(character)) return scanNumber(source, start);
  if (character === ":") return following === "=" ? { kind: "declare", end: start + 2 } : { problem: "expected :=" };
  const kind = SINGLE.get(character) ?? (/[!-/:-@[-^{-~]/.test(character) ? "punctuation" : undefined);
  return kind === undefined ? scanWord(source, start) : { kind, end: start + 1 };
}
