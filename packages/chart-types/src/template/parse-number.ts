import { hasGoodUnderscores, parseFloatLiteral } from "./parse-float.ts";
import { unquoteCharacter } from "./unquote.ts";

/** The tokens that are numbers. */
export type NumberKind = "number" | "complex" | "character";

/** As in `NumberNode`: `isInteger` is false for `1.0` and `1e3`, which Go takes for floats where any type will do. */
export interface ParsedNumber {
  readonly value: number | undefined;
  readonly isInteger: boolean;
}
export interface NumberProblem {
  readonly problem: string;
}

const INTEGER = /^(?<sign>[+-]?)(?<prefix>0[xX](?=.)|0[oO](?=.)|0[bB](?=.)|0?)(?<digits>[\da-fA-F_]*)$/;
const BASES: ReadonlyMap<string, { readonly prefix: string; readonly digits: RegExp }> = new Map([
  ["", { prefix: "", digits: /^[\d_]+$/ }],
  ["0", { prefix: "0o", digits: /^[0-7_]*$/ }],
  ["0o", { prefix: "0o", digits: /^[0-7_]+$/ }],
  ["0b", { prefix: "0b", digits: /^[01_]+$/ }],
  ["0x", { prefix: "0x", digits: /^[\da-fA-F_]+$/ }],
]);
const MAX_DIGITS = 64;
const MAX_UNSIGNED = 2n ** 64n - 1n;
const MAX_SIGNED = 2n ** 63n - 1n;
const COMPLEX = /^(?<real>[+-]?[^+-]*?(?:[eEpP][+-]?[\d_]*)?)(?<imaginary>[+-][^i]*)i$/;

function isInRange(value: bigint, sign: string): boolean {
  if (sign === "-") return value <= MAX_SIGNED + 1n;
  return value <= (sign === "+" ? MAX_SIGNED : MAX_UNSIGNED);
}

function parseInteger(source: string): number | undefined {
  const { sign = "", prefix = "", digits = "" } = INTEGER.exec(source)?.groups ?? {};
  const base = BASES.get(prefix.toLowerCase());
  if (base === undefined || !base.digits.test(digits) || !hasGoodUnderscores(source)) return undefined;
  const bare = digits.replaceAll("_", "").replace(/^0+/, "");
  if (bare.length > MAX_DIGITS) return undefined;
  const value = bare === "" ? 0n : BigInt(base.prefix + bare);
  if (!isInRange(value, sign)) return undefined;
  return Number(sign === "-" ? -value : value);
}

function parseComplex(source: string): ParsedNumber | NumberProblem {
  const { real = "", imaginary = "" } = COMPLEX.exec(source)?.groups ?? {};
  const value = parseFloatLiteral(real);
  const rest = parseFloatLiteral(imaginary);
  if (value === undefined || rest === undefined) return { problem: "syntax error scanning complex number" };
  return { value: rest === 0 ? value : undefined, isInteger: false };
}

function parseCharacter(source: string): ParsedNumber | NumberProblem {
  const value = unquoteCharacter(source);
  return value === undefined ? { problem: `malformed character constant: ${source}` } : { value, isInteger: true };
}

/** Reads a number token's value as Go does. */
export function parseNumber(source: string, kind: NumberKind): ParsedNumber | NumberProblem {
  if (kind === "character") return parseCharacter(source);
  if (kind === "complex") return parseComplex(source);
  const imaginary = source.endsWith("i") ? parseFloatLiteral(source.slice(0, -1)) : undefined;
  if (imaginary !== undefined) return { value: imaginary === 0 ? 0 : undefined, isInteger: false };
  const isHexInteger = /^0[xX][^pP]+$/.test(source);
  const integer = parseInteger(source);
  if (integer !== undefined) return { value: integer, isInteger: isHexInteger || !/[.eEpP]/.test(source) };
  const value = parseFloatLiteral(source);
  if (value === undefined) return { problem: `illegal number syntax: ${JSON.stringify(source)}` };
  return /[.eEpP]/.test(source) ? { value, isInteger: false } : { problem: `integer overflow: ${JSON.stringify(source)}` };
}
