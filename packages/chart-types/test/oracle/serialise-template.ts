import type {
  BranchNode,
  ListNode,
  NumberNode,
  OperandNode,
  PipeNode,
  Place,
  StatementNode,
  TemplateFile,
} from "../../src/template/nodes.ts";

/** Escapes may make bytes that are no UTF-8; how many replacement characters stand for them is not compared. */
function clean(text: string): string {
  return text.replaceAll(/\uFFFD+/g, "\uFFFD");
}

function textOf(text: string): string {
  return `${Buffer.byteLength(text)}:${text}`;
}

function namesOf(names: readonly string[]): string {
  return names.map((name) => ` ${textOf(name)}`).join("");
}

function nodeOf(kind: string, { line, offset }: Place, content = ""): string {
  return `(${kind} ${line}:${offset} ${content})`;
}

function serialiseList(list: ListNode | undefined): string {
  return list === undefined ? "none" : nodeOf("list", list, list.nodes.map(serialiseStatement).join(""));
}

function serialiseBranch(node: BranchNode): string {
  return nodeOf(node.type, node, serialisePipe(node.pipe) + serialiseList(node.body) + serialiseList(node.otherwise));
}

function serialisePipe(pipe: PipeNode | undefined): string {
  if (pipe === undefined) return "none";
  const commands = pipe.commands.map((command) => nodeOf("command", command, command.args.map(serialiseOperand).join("")));
  return nodeOf("pipe", pipe, String(pipe.assigns) + namesOf(pipe.variables) + commands.join(""));
}

function serialiseNumber(node: NumberNode): string {
  const bits = Buffer.alloc(8);
  bits.writeDoubleBE(node.value ?? 0);
  const value = node.value === undefined ? "complex" : bits.toString("hex");
  return nodeOf("number", node, `${textOf(node.source)} ${value} ${node.isInteger}`);
}

function serialiseStatement(node: StatementNode): string {
  switch (node.type) {
    case "text":
    case "comment":
      return nodeOf(node.type, node, textOf(node.text));
    case "action":
      return nodeOf("action", node, serialisePipe(node.pipe));
    case "if":
    case "range":
    case "with":
      return serialiseBranch(node);
    case "template":
      return nodeOf("template", node, textOf(clean(node.name)) + serialisePipe(node.pipe));
    case "break":
    case "continue":
      return nodeOf(node.type, node);
  }
}

function serialiseOperand(node: OperandNode): string {
  switch (node.type) {
    case "dot":
    case "nil":
      return nodeOf(node.type, node);
    case "field":
    case "variable":
      return nodeOf(node.type, node, namesOf(node.names));
    case "chain":
      return `(chain ${serialiseOperand(node.node)}${namesOf(node.names)})`;
    case "identifier":
      return nodeOf("identifier", node, textOf(node.name));
    case "string":
      return nodeOf("string", node, textOf(clean(node.value)) + textOf(node.source));
    case "number":
      return serialiseNumber(node);
    case "bool":
      return nodeOf("bool", node, String(node.value));
    case "pipe":
      return serialisePipe(node);
  }
}

/** Writes all trees of a file as `main.go` does: one line each, by name. */
export function serialiseTemplate({ name, body, definitions }: TemplateFile): string {
  const lists = [[name, body] as const, ...definitions].map(([key, list]) => [clean(key), list] as const);
  const sorted = lists.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.map(([key, list]) => `template ${textOf(key)}${serialiseList(list)}\n`).join("");
}
