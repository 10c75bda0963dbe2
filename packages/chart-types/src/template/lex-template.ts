import { isSpace, RIGHT_DELIMITER, scanActionToken } from "./scan-action-token.ts";
import { TemplateSyntaxError } from "./template-syntax-error.ts";
import type { Token, TokenKind } from "./token.ts";

/** What is to be cut into tokens. */
export interface LexTemplateOptions {
  /** Name of the template file, for error messages. */
  readonly name: string;
  readonly source: string;
  /** Whether comments come out as tokens. */
  readonly comments: boolean;
  /** Functions named `break` or `continue` take the keyword's place. */
  readonly functions: ReadonlySet<string>;
}

const LEFT_DELIMITER = "{{";
/** `- ` after the left delimiter or ` -` before the right one. */
const TRIM_MARKER_LENGTH = 2;

/** Cuts a template into tokens on demand, as Go's `text/template/parse` does. */
export class TemplateLexer {
  readonly #options: LexTemplateOptions;
  readonly #source: string;
  #position = 0;
  #insideAction = false;
  #actionLine = 0;
  #openParens = 0;
  #line = 1;
  #nextNewline: number;

  constructor(options: LexTemplateOptions) {
    this.#options = options;
    this.#source = options.source;
    this.#nextNewline = this.#newlineFrom(0);
  }

  /**
   * The next token; `eof` again and again at the end.
   *
   * @throws TemplateSyntaxError on what is no token, and when the text ends inside an action
   */
  next(): Token {
    return this.#insideAction ? this.#nextInside() : this.#nextOutside();
  }

  #newlineFrom(offset: number): number {
    const newline = this.#source.indexOf("\n", offset);
    return newline === -1 ? Number.POSITIVE_INFINITY : newline;
  }

  /** Counts on from the last call: offsets must not fall. */
  #lineAt(offset: number): number {
    for (; this.#nextNewline < offset; this.#nextNewline = this.#newlineFrom(this.#nextNewline + 1)) this.#line += 1;
    return this.#line;
  }

  #token(kind: TokenKind, start: number, end: number): Token {
    return { kind, text: this.#source.slice(start, end), offset: start, line: this.#lineAt(start) };
  }

  #fail(offset: number, problem: string): never {
    const line = this.#lineAt(offset);
    const isElsewhere = this.#insideAction && this.#actionLine !== line;
    const started = isElsewhere
      ? `${problem.endsWith(" action") ? "" : " in action"} started at ${this.#options.name}:${this.#actionLine}`
      : "";
    throw new TemplateSyntaxError({ template: this.#options.name, line, problem: problem + started });
  }

  #skipSpace(offset: number): number {
    let end = offset;
    while (isSpace(this.#source.charAt(end))) end += 1;
    return end;
  }

  /** Length of the right delimiter at an offset with its trim marker, 0 when there is none. */
  #rightDelimiterLength(offset: number): number {
    if (this.#source.startsWith(RIGHT_DELIMITER, offset)) return RIGHT_DELIMITER.length;
    const isTrimmed = isSpace(this.#source.charAt(offset)) && this.#source.startsWith(`-${RIGHT_DELIMITER}`, offset + 1);
    return isTrimmed ? TRIM_MARKER_LENGTH + RIGHT_DELIMITER.length : 0;
  }

  /** Where the text goes on after the right delimiter of the given length. */
  #afterRightDelimiter(offset: number, length: number): number {
    const end = offset + length;
    return length > RIGHT_DELIMITER.length ? this.#skipSpace(end) : end;
  }

  #nextOutside(): Token {
    for (;;) {
      const start = this.#position;
      const delimiter = this.#source.indexOf(LEFT_DELIMITER, start);
      if (delimiter === -1) {
        this.#position = this.#source.length;
        return this.#token(start < this.#position ? "text" : "eof", start, this.#position);
      }
      const text = this.#textBefore(start, delimiter);
      this.#position = delimiter;
      if (text !== undefined) return text;
      const token = this.#leftDelimiter(delimiter);
      if (token !== undefined) return token;
    }
  }

  #textBefore(start: number, delimiter: number): Token | undefined {
    let end = delimiter;
    if (this.#hasTrimMarker(delimiter)) while (end > start && isSpace(this.#source.charAt(end - 1))) end -= 1;
    return end > start ? this.#token("text", start, end) : undefined;
  }

  #hasTrimMarker(delimiter: number): boolean {
    const marker = delimiter + LEFT_DELIMITER.length;
    return this.#source.charAt(marker) === "-" && isSpace(this.#source.charAt(marker + 1));
  }

  /** The left delimiter, or the comment that starts with it, or nothing when comments are left out. */
  #leftDelimiter(delimiter: number): Token | undefined {
    const inner = delimiter + LEFT_DELIMITER.length + (this.#hasTrimMarker(delimiter) ? TRIM_MARKER_LENGTH : 0);
    if (this.#source.startsWith("/*", inner)) return this.#comment(inner);
    const token = this.#token("left delimiter", delimiter, delimiter + LEFT_DELIMITER.length);
    this.#position = inner;
    this.#insideAction = true;
    this.#actionLine = token.line;
    this.#openParens = 0;
    return token;
  }

  #comment(start: number): Token | undefined {
    const close = this.#source.indexOf("*/", start + 2);
    if (close === -1) this.#fail(start, "unclosed comment");
    const end = close + 2;
    const length = this.#rightDelimiterLength(end);
    if (length === 0) this.#fail(start, "comment ends before closing delimiter");
    this.#position = this.#afterRightDelimiter(end, length);
    return this.#options.comments ? this.#token("comment", start, end) : undefined;
  }

  #rightDelimiter(start: number, length: number): Token {
    if (this.#openParens > 0) this.#fail(start, "unclosed left paren");
    this.#position = this.#afterRightDelimiter(start, length);
    this.#insideAction = false;
    return this.#token("right delimiter", start + length - RIGHT_DELIMITER.length, start + length);
  }

  #nextInside(): Token {
    const start = this.#position;
    const length = this.#rightDelimiterLength(start);
    if (length > 0) return this.#rightDelimiter(start, length);
    const scanned = scanActionToken(this.#source, start);
    if ("problem" in scanned) this.#fail(start, scanned.problem);
    if (scanned.kind === "left paren") this.#openParens += 1;
    if (scanned.kind === "right paren" && (this.#openParens -= 1) < 0) this.#fail(start, "unexpected right paren");
    this.#position = scanned.end;
    const isFunction = (scanned.kind === "break" || scanned.kind === "continue") && this.#options.functions.has(scanned.kind);
    return this.#token(isFunction ? "identifier" : scanned.kind, start, scanned.end);
  }
}
