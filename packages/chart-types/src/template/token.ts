const KEYWORDS = ["block", "break", "continue", "define", "else", "end", "if", "nil", "range", "template", "with"] as const;

/** A word with a meaning of its own inside an action. */
export type Keyword = (typeof KEYWORDS)[number];

/**
 * `character` is a character constant (`'a'`), `punctuation` any printable ASCII character without a meaning of its own,
 * `assign` is `=`, `declare` is `:=`, `complex` is `1+2i`.
 */
export type TokenKind =
  | Keyword
  | "assign"
  | "bool"
  | "character"
  | "comment"
  | "complex"
  | "declare"
  | "dot"
  | "eof"
  | "field"
  | "identifier"
  | "left delimiter"
  | "left paren"
  | "number"
  | "pipe"
  | "punctuation"
  | "raw string"
  | "right delimiter"
  | "right paren"
  | "space"
  | "string"
  | "text"
  | "variable";

/** One lexical element of a template: `text` as written, `offset` in UTF-16 units, `line` from 1. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly offset: number;
  readonly line: number;
}

const keywords: ReadonlySet<string> = new Set(KEYWORDS);

/** Whether a word is a keyword of the template language. */
export function isKeyword(word: string): word is Keyword {
  return keywords.has(word);
}

/** How an error message shows a token: `<end>`, `"=="`, the first ten characters of a longer one. */
export function describeToken({ kind, text }: Token): string {
  if (kind === "eof") return "EOF";
  if (isKeyword(kind) || kind === "dot") return `<${text}>`;
  return text.length > 10 ? `${JSON.stringify(text.slice(0, 10))}...` : JSON.stringify(text);
}
