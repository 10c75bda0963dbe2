/**
 * The syntax tree of a Go template, node for node what Go's `text/template/parse` builds.
 * Offsets are counted in UTF-16 units of the source, lines from 1.
 */
export interface Place {
  readonly line: number;
  readonly offset: number;
}

/** Text outside of `{{ }}`, after trim markers have done their work. */
export interface TextNode extends Place {
  readonly type: "text";
  readonly text: string;
}
/** Kept only where the parser is asked to (Go's `ParseComments`). */
export interface CommentNode extends Place {
  readonly type: "comment";
  readonly text: string;
}
export interface ListNode extends Place {
  readonly type: "list";
  readonly nodes: readonly StatementNode[];
}
/** `{{ pipeline }}`: output, or a declaration or assignment when the pipeline has variables. */
export interface ActionNode extends Place {
  readonly type: "action";
  readonly pipe: PipeNode;
}
export interface BranchNode extends Place {
  readonly type: "if" | "range" | "with";
  readonly pipe: PipeNode;
  readonly body: ListNode;
  /** `{{ else }}`; `{{ else if }}` and `{{ else with }}` are a list of one branch. */
  readonly otherwise: ListNode | undefined;
}
export interface BreakNode extends Place {
  readonly type: "break" | "continue";
}
/** `{{ template "name" pipeline }}`; `{{ block }}` is this and a definition. */
export interface TemplateNode extends Place {
  readonly type: "template";
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}
export type StatementNode = TextNode | CommentNode | ActionNode | BranchNode | BreakNode | TemplateNode;

export interface PipeNode extends Place {
  readonly type: "pipe";
  /** `$x := …`, `$k, $v := …`, with the dollar sign. */
  readonly variables: readonly string[];
  /** `=` rather than `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly CommandNode[];
}
/** One part of a pipeline: a function or method with its arguments, or a single operand. */
export interface CommandNode extends Place {
  readonly type: "command";
  readonly args: readonly OperandNode[];
}
export interface DotNode extends Place {
  readonly type: "dot";
}
export interface NilNode extends Place {
  readonly type: "nil";
}
/** `.a.b` */
export interface FieldNode extends Place {
  readonly type: "field";
  readonly names: readonly string[];
}
/** `$x.a.b`: the first name is the variable with its dollar sign (`$` for the root). */
export interface VariableNode extends Place {
  readonly type: "variable";
  readonly names: readonly string[];
}
/** `(pipeline).a.b` */
export interface ChainNode extends Place {
  readonly type: "chain";
  readonly node: OperandNode;
  readonly names: readonly string[];
}
/** A function's name. */
export interface IdentifierNode extends Place {
  readonly type: "identifier";
  readonly name: string;
}
export interface StringNode extends Place {
  readonly type: "string";
  readonly value: string;
  /** As written, with its quotes. */
  readonly source: string;
}
/**
 * Integers, floats, characters and imaginary numbers. `value` is undefined where a double can't hold it (complex). `isInteger` is
 * false for `1.0` and `1e3`: where any type will do, Go takes them for floats.
 */
export interface NumberNode extends Place {
  readonly type: "number";
  readonly source: string;
  readonly value: number | undefined;
  readonly isInteger: boolean;
}
export interface BoolNode extends Place {
  readonly type: "bool";
  readonly value: boolean;
}
export type OperandNode =
  | DotNode
  | NilNode
  | FieldNode
  | VariableNode
  | ChainNode
  | IdentifierNode
  | StringNode
  | NumberNode
  | BoolNode
  | PipeNode;

/** What one source file defines: its own body under the file's name, and each `define` and `block`. */
export interface TemplateFile {
  readonly name: string;
  readonly body: ListNode;
  readonly definitions: ReadonlyMap<string, ListNode>;
}
