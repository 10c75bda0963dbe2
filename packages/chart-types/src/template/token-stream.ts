import type { TemplateLexer } from "./lex-template.ts";
import { TemplateSyntaxError } from "./template-syntax-error.ts";
import { describeToken, type Token, type TokenKind } from "./token.ts";

/** The tokens of a template with as much look-ahead as the parser likes. */
export class TokenStream {
  readonly #name: string;
  readonly #lexer: TemplateLexer;
  readonly #pending: Token[] = [];
  /** Line of the last token read from the source, which is where Go reports an error. */
  line = 1;

  constructor(name: string, lexer: TemplateLexer) {
    this.#name = name;
    this.#lexer = lexer;
  }

  next(): Token {
    const pending = this.#pending.pop();
    if (pending !== undefined) return pending;
    const token = this.#lexer.next();
    this.line = token.line;
    return token;
  }

  /** Gives a token back: it is the next one again. */
  back(token: Token): void {
    this.#pending.push(token);
  }

  peek(): Token {
    const token = this.next();
    this.back(token);
    return token;
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === "space") token = this.next();
    return token;
  }

  /** Skips spaces. */
  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.back(token);
    return token;
  }

  expect(kind: TokenKind, where: string): Token {
    const token = this.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, where);
  }

  fail(problem: string, line: number = this.line): never {
    throw new TemplateSyntaxError({ template: this.#name, line, problem });
  }

  unexpected(token: Token, where: string): never {
    return this.fail(`unexpected ${describeToken(token)} in ${where}`);
  }
}
