import type { ListNode } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";
import { VariableScope } from "./variable-scope.ts";

/** Deepest nesting of blocks, parentheses and `else if` together; Go itself stops at 10,000 parentheses. */
const MAX_NESTING = 500;

/** What the parser knows while it reads one template; a `define` or `block` has its own variables and ranges. */
export interface ParseState {
  readonly tokens: TokenStream;
  readonly functions: ReadonlySet<string>;
  /** By name, filled as definitions are read. */
  readonly definitions: Map<string, ListNode>;
  readonly variables: VariableScope;
  /** How many `range` bodies are around. */
  ranges: number;
  /** How many blocks and parentheses are around, over all templates of the file. */
  nesting: number;
}

/** The state in which the body of a `define` or `block` is read. */
export function enterDefinition(state: ParseState): ParseState {
  return { ...state, variables: new VariableScope(), ranges: 0 };
}

/**
 * Reads something one level deeper.
 *
 * @throws TemplateSyntaxError where that is deeper than `MAX_NESTING`
 */
export function nest<T>(state: ParseState, read: () => T): T {
  if (state.nesting >= MAX_NESTING) state.tokens.fail(`nested deeper than ${MAX_NESTING} levels`);
  state.nesting += 1;
  const result = read();
  state.nesting -= 1;
  return result;
}
