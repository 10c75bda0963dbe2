const SIMPLE: Readonly<Record<string, string>> = { a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const MAX_BYTE = 0xff;
const MAX_ASCII = 0x7f;

/** One character of a quoted constant: its code, whether the code is a bare byte, and where the next one starts. */
interface Unquoted {
  readonly code: number;
  readonly isByte: boolean;
  readonly end: number;
}

function unquoteHex(source: string, offset: number, letter: string): Unquoted | undefined {
  const end = offset + (HEX_LENGTH[letter] ?? 0);
  const digits = source.slice(offset, end);
  if (digits.length < end - offset || !/^[\da-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  if (letter === "x") return { code, isByte: true, end };
  const isCharacter = code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
  return isCharacter ? { code, isByte: false, end } : undefined;
}

function unquoteEscape(source: string, offset: number, quote: string): Unquoted | undefined {
  const letter = source.charAt(offset + 1);
  const simple = letter === quote ? quote : SIMPLE[letter];
  if (simple !== undefined) return { code: simple.charCodeAt(0), isByte: false, end: offset + 2 };
  if (letter in HEX_LENGTH) return unquoteHex(source, offset + 2, letter);
  const octal = source.slice(offset + 1, offset + 4);
  if (!/^[0-7]{3}$/.test(octal)) return undefined;
  const code = Number.parseInt(octal, 8);
  return code <= MAX_BYTE ? { code, isByte: true, end: offset + 4 } : undefined;
}

function unquoteNext(source: string, offset: number, quote: string): Unquoted | undefined {
  const code = source.codePointAt(offset);
  if (code === undefined || source[offset] === quote) return undefined;
  if (source[offset] === "\\") return unquoteEscape(source, offset, quote);
  return { code, isByte: false, end: offset + String.fromCodePoint(code).length };
}

/**
 * The code point of a character constant such as `'a'` or `'\n'`, undefined when it is malformed.
 *
 * @param source the constant with its quotes
 */
export function unquoteCharacter(source: string): number | undefined {
  const character = unquoteNext(source, 1, "'");
  return character !== undefined && source.slice(character.end) === "'" ? character.code : undefined;
}

/**
 * The value of a string constant, undefined when an escape is malformed. Bytes written as `\xHH` or `\ooo` that are no
 * UTF-8 become U+FFFD.
 *
 * @param source the constant with its quotes, interpreted (`"…"`) or raw (`` `…` ``)
 */
export function unquoteString(source: string): string | undefined {
  const inner = source.slice(1, -1);
  if (source.startsWith("`")) return inner.replaceAll("\r", "");
  if (!inner.includes("\\")) return inner;
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) parts.push(Buffer.from(bytes).toString("utf8"));
    bytes = [];
  };
  for (let offset = 1; offset < source.length - 1;) {
    const character = unquoteNext(source, offset, '"');
    if (character === undefined) return undefined;
    if (character.isByte && character.code > MAX_ASCII) bytes.push(character.code);
    else {
      flush();
      parts.push(String.fromCodePoint(character.code));
    }
    offset = character.end;
  }
  flush();
  return parts.join("");
}
