import type {
  BranchNode,
  CommandNode,
  ListNode,
  OperandNode,
  PipeNode,
  Place,
  StatementNode,
  TemplateFile,
  TemplateNode,
} from "../src/template/nodes.ts";

/** A node without its places, down to the leaves. */
export type Bare<T> = T extends Place
  ? { readonly [K in Exclude<keyof T, keyof Place>]: Bare<T[K]> }
  : T extends readonly (infer E)[]
    ? readonly Bare<E>[]
    : T;

type Operand = Bare<OperandNode>;
type Statement = Bare<StatementNode>;

/** Takes the places out of a tree. */
function bare<T>(node: T): Bare<T> {
  if (Array.isArray(node)) return node.map((child: unknown) => bare(child)) as Bare<T>;
  if (typeof node !== "object" || node === null) return node as Bare<T>;
  const entries = Object.entries(node).filter(([key]) => key !== "line" && key !== "offset");
  return Object.fromEntries(entries.map(([key, child]) => [key, bare(child as unknown)])) as Bare<T>;
}

/** The trees of a file by name, without places; the file's own under its name. */
export function bareTrees({ name, body, definitions }: TemplateFile): Readonly<Record<string, Bare<ListNode>>> {
  return Object.fromEntries([[name, body] as const, ...definitions].map(([key, list]) => [key, bare(list)]));
}

export const dot: Operand = { type: "dot" };
export const nil: Operand = { type: "nil" };
export const field = (...names: string[]): Operand => ({ type: "field", names });
export const variable = (...names: string[]): Operand => ({ type: "variable", names });
export const identifier = (name: string): Operand => ({ type: "identifier", name });
export const bool = (value: boolean): Operand => ({ type: "bool", value });
export const string = (value: string, source: string = JSON.stringify(value)): Operand => ({ type: "string", value, source });
export const integer = (value: number, source: string = String(value)): Operand => ({ type: "number", source, value, isInteger: true });
export const chain = (node: Operand, ...names: string[]): Operand => ({ type: "chain", node, names });
export const command = (...args: Operand[]): Bare<CommandNode> => ({ type: "command", args });
export const pipe = (...commands: Bare<CommandNode>[]): Bare<PipeNode> => ({ type: "pipe", variables: [], assigns: false, commands });
/** A pipeline of one command. */
export const call = (...args: Operand[]): Bare<PipeNode> => pipe(command(...args));
export const declare = (variables: readonly string[], value: Bare<PipeNode>): Bare<PipeNode> => ({ ...value, variables });
export const assign = (name: string, value: Bare<PipeNode>): Bare<PipeNode> => ({ ...value, variables: [name], assigns: true });

export const text = (value: string): Statement => ({ type: "text", text: value });
export const comment = (value: string): Statement => ({ type: "comment", text: value });
export const action = (value: Bare<PipeNode>): Statement => ({ type: "action", pipe: value });
export const list = (...nodes: Statement[]): Bare<ListNode> => ({ type: "list", nodes });
export const template = (name: string, argument?: Bare<PipeNode>): Bare<TemplateNode> => ({ type: "template", name, pipe: argument });
/** A block with its condition, its body and what stands after `else`. */
export const branch = (
  type: BranchNode["type"],
  condition: Bare<PipeNode>,
  [body, otherwise]: readonly Bare<ListNode>[],
): Bare<BranchNode> => ({
  type,
  pipe: condition,
  body: body ?? list(),
  otherwise,
});
