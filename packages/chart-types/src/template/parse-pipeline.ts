import type { CommandNode, OperandNode, PipeNode, Place, StringNode } from "./nodes.ts";
import { type NumberKind, parseNumber } from "./parse-number.ts";
import { nest, type ParseState } from "./parse-state.ts";
import type { Token, TokenKind } from "./token.ts";
import { unquoteString } from "./unquote.ts";

/** Operands that can't take the value of the stage before. */
const NOT_EXECUTABLE: ReadonlySet<OperandNode["type"]> = new Set<OperandNode["type"]>(["bool", "dot", "nil", "number", "string"]);

/** The place of a token, to spread into a node. */
export function placeOf({ line, offset }: Place): Place {
  return { line, offset };
}

function parseDeclarations(state: ParseState, where: string): { variables: string[]; assigns: boolean } {
  const { tokens } = state;
  const variables: string[] = [];
  for (;;) {
    const variable = tokens.peekNonSpace();
    if (variable.kind !== "variable") return { variables, assigns: false };
    tokens.next();
    const after = tokens.next();
    const operator = after.kind === "space" ? tokens.nextNonSpace() : after;
    const isComma = operator.kind === "punctuation" && operator.text === ",";
    if (!isComma && operator.kind !== "assign" && operator.kind !== "declare") {
      tokens.back(operator);
      if (after !== operator) tokens.back(after);
      tokens.back(variable);
      return { variables, assigns: false };
    }
    variables.push(variable.text);
    state.variables.declare(variable.text);
    if (!isComma) return { variables, assigns: operator.kind === "assign" };
    if (where !== "range" || variables.length > 1) tokens.fail(`too many declarations in ${where}`);
    const { kind } = tokens.peekNonSpace();
    if (kind !== "variable" && kind !== "right delimiter" && kind !== "right paren") tokens.fail("range can only initialize variables");
  }
}

/** Reads a pipeline up to and with the closing token; `where` names it in errors, `range` may declare two variables. */
export function parsePipeline(state: ParseState, where: string, end: "right delimiter" | "right paren"): PipeNode {
  const { tokens } = state;
  const place = placeOf(tokens.peekNonSpace());
  const { variables, assigns } = parseDeclarations(state, where);
  const commands: CommandNode[] = [];
  for (let token = tokens.nextNonSpace(); token.kind !== end; token = tokens.nextNonSpace()) {
    if (TERMS[token.kind] === undefined) tokens.unexpected(token, where);
    tokens.back(token);
    commands.push(parseCommand(state));
  }
  if (commands.length === 0) tokens.fail(`missing value for ${where}`);
  const stage = commands.findIndex(({ args: [first] }, index) => index > 0 && first !== undefined && NOT_EXECUTABLE.has(first.type));
  if (stage > 0) tokens.fail(`non executable command in pipeline stage ${stage + 1}`);
  return { type: "pipe", ...place, variables, assigns, commands };
}

function parseCommand(state: ParseState): CommandNode {
  const { tokens } = state;
  const place = placeOf(tokens.peekNonSpace());
  const args: OperandNode[] = [];
  for (;;) {
    const operand = parseOperand(state);
    if (operand !== undefined) args.push(operand);
    const token = tokens.next();
    if (token.kind === "space") continue;
    if (token.kind === "right delimiter" || token.kind === "right paren") tokens.back(token);
    else if (token.kind !== "pipe") tokens.unexpected(token, "operand");
    break;
  }
  return { type: "command", ...place, args };
}

function parseOperand(state: ParseState): OperandNode | undefined {
  const { tokens } = state;
  const start = tokens.nextNonSpace();
  const node = TERMS[start.kind]?.(state, start);
  if (node === undefined) {
    tokens.back(start);
    return undefined;
  }
  if (tokens.peek().kind !== "field") return node;
  const names: string[] = [];
  while (tokens.peek().kind === "field") names.push(tokens.next().text.slice(1));
  if (node.type === "field" || node.type === "variable") return { ...node, names: [...node.names, ...names] };
  if (NOT_EXECUTABLE.has(node.type)) tokens.fail(`unexpected . after term ${JSON.stringify(start.text)}`);
  return { type: "chain", ...placeOf(start), node, names };
}

type ParseTerm = (state: ParseState, token: Token) => OperandNode;

function parseNumberOf(kind: NumberKind): ParseTerm {
  return ({ tokens }, token) => {
    const number = parseNumber(token.text, kind);
    if ("problem" in number) return tokens.fail(number.problem);
    return { type: "number", ...placeOf(token), source: token.text, ...number };
  };
}

function parseString({ tokens }: ParseState, token: Token): StringNode {
  const { text } = token;
  return { type: "string", ...placeOf(token), value: unquoteString(text) ?? tokens.fail("invalid syntax"), source: text };
}

/** What each kind of token that can start an operand stands for. */
const TERMS: { readonly [kind in TokenKind]?: ParseTerm } = {
  identifier: ({ functions, tokens }, token) => {
    if (!functions.has(token.text)) tokens.fail(`function ${JSON.stringify(token.text)} not defined`);
    return { type: "identifier", ...placeOf(token), name: token.text };
  },
  variable: ({ variables, tokens }, token) => {
    if (!variables.has(token.text)) tokens.fail(`undefined variable ${JSON.stringify(token.text)}`);
    return { type: "variable", ...placeOf(token), names: [token.text] };
  },
  field: (_, token) => ({ type: "field", ...placeOf(token), names: [token.text.slice(1)] }),
  dot: (_, token) => ({ type: "dot", ...placeOf(token) }),
  nil: (_, token) => ({ type: "nil", ...placeOf(token) }),
  bool: (_, token) => ({ type: "bool", ...placeOf(token), value: token.text === "true" }),
  character: parseNumberOf("character"),
  complex: parseNumberOf("complex"),
  number: parseNumberOf("number"),
  string: parseString,
  "raw string": parseString,
  "left paren": (state) => nest(state, () => parsePipeline(state, "parenthesized pipeline", "right paren")),
};
