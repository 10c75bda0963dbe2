import type { ListNode, StatementNode } from "./nodes.ts";
import type { ParseState } from "./parse-state.ts";

/** White space as Go's `unicode.IsSpace` knows it. */
const BLANK = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

function isBlank(node: StatementNode): boolean {
  return node.type === "comment" || (node.type === "text" && BLANK.test(node.text));
}

/**
 * Notes a template under its name. An empty one (white space and comments) gives way to any other of its name.
 *
 * @throws TemplateSyntaxError when both hold something
 */
export function addDefinition({ definitions, tokens }: ParseState, name: string, body: ListNode): void {
  const known = definitions.get(name);
  if (known === undefined || known.nodes.every(isBlank)) definitions.set(name, body);
  else if (!body.nodes.every(isBlank)) tokens.fail(`multiple definition of template ${JSON.stringify(name)}`);
}
