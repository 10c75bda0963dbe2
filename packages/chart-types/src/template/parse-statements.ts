import { addDefinition } from "./add-definition.ts";
import type { BranchNode, BreakNode, ListNode, Place, StatementNode, TemplateNode } from "./nodes.ts";
import { parsePipeline, placeOf } from "./parse-pipeline.ts";
import { enterDefinition, nest, type ParseState } from "./parse-state.ts";
import type { Token, TokenKind } from "./token.ts";
import { unquoteString } from "./unquote.ts";

/** `{{ end }}` or `{{ else }}`, which close a list; `else` is left open before an `if` or `with`. */
interface Terminator extends Place {
  readonly type: "end" | "else";
}

function isTerminator(node: StatementNode | Terminator): node is Terminator {
  return node.type === "end" || node.type === "else";
}

/** Reads statements up to and with the `{{ end }}` or `{{ else }}` that closes them. */
function parseList(state: ParseState): { list: ListNode; terminator: Terminator } {
  const { tokens } = state;
  const place = placeOf(tokens.peekNonSpace());
  const nodes: StatementNode[] = [];
  while (tokens.peekNonSpace().kind !== "eof") {
    const node = parseStatement(state);
    if (isTerminator(node)) return { list: { type: "list", ...place, nodes }, terminator: node };
    nodes.push(node);
  }
  return tokens.fail("unexpected EOF");
}

/** Reads one text, comment or action. */
function parseStatement(state: ParseState): StatementNode | Terminator {
  const token = state.tokens.nextNonSpace();
  if (token.kind === "left delimiter") return parseAction(state);
  if (token.kind === "text" || token.kind === "comment") return { type: token.kind, ...placeOf(token), text: token.text };
  return state.tokens.unexpected(token, "input");
}

/** Reads what may stand outside of any block. */
export function parseTopStatement(state: ParseState): StatementNode {
  const node = parseStatement(state);
  return isTerminator(node) ? state.tokens.fail(`unexpected {{${node.type}}}`) : node;
}

function parseAction(state: ParseState): StatementNode | Terminator {
  const { tokens } = state;
  const token = tokens.nextNonSpace();
  const parseKeyword = KEYWORDS[token.kind];
  if (parseKeyword !== undefined) return parseKeyword(state, token);
  tokens.back(token);
  return { type: "action", ...placeOf(token), pipe: parsePipeline(state, "command", "right delimiter") };
}

function parseBreak({ tokens, ranges }: ParseState, token: Token, type: BreakNode["type"]): BreakNode {
  tokens.expect("right delimiter", `{{${type}}}`);
  if (ranges === 0) tokens.fail(`{{${type}}} outside {{range}}`);
  return { type, ...placeOf(token) };
}

function parseElse({ tokens }: ParseState): Terminator {
  const token = tokens.peekNonSpace();
  const isBranch = token.kind === "if" || token.kind === "with";
  return { type: "else", ...placeOf(isBranch ? token : tokens.expect("right delimiter", "else")) };
}

function parseBranch(state: ParseState, type: BranchNode["type"]): BranchNode {
  const { variables } = state;
  const outside = variables.size;
  const branch = nest(state, () => {
    const pipe = parsePipeline(state, type, "right delimiter");
    if (type === "range") state.ranges += 1;
    const { list: body, terminator } = parseList(state);
    if (type === "range") state.ranges -= 1;
    const otherwise = terminator.type === "else" ? parseOtherwise(state, type, terminator) : undefined;
    return { type, ...placeOf(pipe), pipe, body, otherwise };
  });
  variables.release(outside);
  return branch;
}

function parseOtherwise(state: ParseState, type: BranchNode["type"], opening: Terminator): ListNode {
  const { tokens } = state;
  if (type !== "range" && tokens.peek().kind === type) {
    tokens.next();
    return { type: "list", ...placeOf(opening), nodes: [parseBranch(state, type)] };
  }
  const { list, terminator } = parseList(state);
  if (terminator.type !== "end") tokens.fail(`expected end; found {{${terminator.type}}}`);
  return list;
}

function parseName({ tokens }: ParseState, token: Token, where: string): string {
  if (token.kind !== "string" && token.kind !== "raw string") tokens.unexpected(token, where);
  return unquoteString(token.text) ?? tokens.fail("invalid syntax");
}

function parseTemplateCall(state: ParseState): TemplateNode {
  const { tokens } = state;
  const where = "template clause";
  const token = tokens.nextNonSpace();
  const name = parseName(state, token, where);
  const next = tokens.nextNonSpace();
  if (next.kind === "right delimiter") return { type: "template", ...placeOf(token), name, pipe: undefined };
  tokens.back(next);
  return { type: "template", ...placeOf(token), name, pipe: parsePipeline(state, where, "right delimiter") };
}

function parseBlock(state: ParseState): TemplateNode {
  const { tokens } = state;
  const where = "block clause";
  const token = tokens.nextNonSpace();
  const name = parseName(state, token, where);
  const pipe = parsePipeline(state, where, "right delimiter");
  const { line } = tokens;
  const { list, terminator } = nest(state, () => parseList(enterDefinition(state)));
  if (terminator.type !== "end") tokens.fail(`unexpected {{${terminator.type}}} in ${where}`, line);
  addDefinition(state, name, list);
  return { type: "template", ...placeOf(token), name, pipe };
}

/** Reads `"name" }} … {{ end }}` after `{{ define`. */
export function parseDefinition(state: ParseState): void {
  const { tokens } = state;
  const where = "define clause";
  const name = parseName(state, tokens.nextNonSpace(), where);
  tokens.expect("right delimiter", where);
  const { list, terminator } = parseList(enterDefinition(state));
  if (terminator.type !== "end") tokens.fail(`unexpected {{${terminator.type}}} in ${where}`);
  addDefinition(state, name, list);
}

/** How an action goes on that starts with a keyword; `define` is only known outside of blocks. */
const KEYWORDS: { readonly [kind in TokenKind]?: (state: ParseState, token: Token) => StatementNode | Terminator } = {
  block: parseBlock,
  break: (state, token) => parseBreak(state, token, "break"),
  continue: (state, token) => parseBreak(state, token, "continue"),
  else: parseElse,
  end: ({ tokens }) => ({ type: "end", ...placeOf(tokens.expect("right delimiter", "end")) }),
  if: (state) => parseBranch(state, "if"),
  range: (state) => parseBranch(state, "range"),
  template: parseTemplateCall,
  with: (state) => parseBranch(state, "with"),
};
