import { addDefinition } from "./add-definition.ts";
import { helmFunctions } from "./helm-functions.ts";
import { TemplateLexer } from "./lex-template.ts";
import type { ListNode, StatementNode, TemplateFile } from "./nodes.ts";
import { placeOf } from "./parse-pipeline.ts";
import type { ParseState } from "./parse-state.ts";
import { parseDefinition, parseTopStatement } from "./parse-statements.ts";
import { TokenStream } from "./token-stream.ts";
import { VariableScope } from "./variable-scope.ts";

export interface ParseTemplateOptions {
  /** Names of the functions that templates may call. Default: those of Helm 4. */
  readonly functions?: ReadonlySet<string> | undefined;
  /** Whether the tree keeps comments. Default: false. */
  readonly comments?: boolean | undefined;
}

function parseTop(state: ParseState): ListNode {
  const { tokens } = state;
  const place = placeOf(tokens.peek());
  const nodes: StatementNode[] = [];
  while (tokens.peek().kind !== "eof") {
    const delimiter = tokens.next();
    if (delimiter.kind === "left delimiter") {
      const token = tokens.nextNonSpace();
      if (token.kind === "define") {
        parseDefinition(state);
        continue;
      }
      tokens.back(token);
    }
    tokens.back(delimiter);
    nodes.push(parseTopStatement(state));
  }
  return { type: "list", ...place, nodes };
}

/**
 * Parses one template file as Go's `text/template/parse` does with Helm's delimiters.
 *
 * A file that defines a template of its own name and is empty otherwise has that definition as its body. `break` and
 * `continue` are functions instead of statements where `functions` names them.
 *
 * @param name the file's name, for error messages and for the body
 * @throws TemplateSyntaxError where Go rejects the text, and where blocks and parentheses are nested deeper than 500 levels
 */
export function parseTemplate(name: string, text: string, options: ParseTemplateOptions = {}): TemplateFile {
  const { functions = helmFunctions, comments = false } = options;
  const tokens = new TokenStream(name, new TemplateLexer({ name, source: text, comments, functions }));
  const definitions = new Map<string, ListNode>();
  const state: ParseState = { tokens, functions, definitions, variables: new VariableScope(), ranges: 0, nesting: 0 };
  const own = parseTop(state);
  addDefinition(state, name, own);
  const body = definitions.get(name) ?? own;
  definitions.delete(name);
  return { name, body, definitions };
}
