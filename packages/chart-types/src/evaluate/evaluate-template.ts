import type { ActionNode, BranchNode, CommandNode, ListNode, OperandNode, PipeNode, StatementNode } from "../template/nodes.ts";
import type { Abstract, Piece } from "./abstract.ts";
import { constant, nothing, opaque } from "./abstract.ts";
import { elementsOf } from "./elements.ts";
import { callFunction } from "./functions/call-function.ts";
import { callMethod } from "./functions/methods.ts";
import { fieldOf, note, placeOf, printed, Scope, step } from "./run.ts";
import type { Frame, Guard, Run } from "./run.ts";

/** The text of a list of statements, with all branches that could be taken. */
export function evaluateList(run: Run, frame: Frame, list: ListNode): readonly Piece[] {
  const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
  return list.nodes.flatMap((node) => evaluateStatement(run, inner, node));
}

function evaluateStatement(run: Run, frame: Frame, node: StatementNode): readonly Piece[] {
  step(run);
  switch (node.type) {
    case "text":
      return [node.text];
    case "action":
      return evaluateAction(run, frame, node);
    case "if":
    case "with":
    case "range":
      return evaluateBranch(run, frame, node);
    case "template": {
      const dot = node.pipe ? evaluatePipe(run, frame, node.pipe) : nothing;
      return run.invoke(node.name, dot);
    }
    case "comment":
    case "break":
    case "continue":
      return [];
  }
}

function evaluateAction(run: Run, frame: Frame, { pipe }: ActionNode): readonly Piece[] {
  const value = evaluatePipe(run, frame, pipe);
  const [name] = pipe.variables;
  if (name === undefined) return printed(value, { frame, place: placeOf(frame, pipe) });
  if (pipe.assigns) run.widened += frame.scope.assign(name, value) ? 1 : 0;
  else frame.scope.declare(name, value);
  return [];
}

function evaluateBranch(run: Run, frame: Frame, node: BranchNode): readonly Piece[] {
  const outer = run.guards;
  run.guards = [];
  const scoped: Frame = { ...frame, scope: new Scope(frame.scope, true) };
  const value = evaluatePipe(run, scoped, node.pipe);
  const guards = run.guards;
  run.guards = outer;
  if (node.type === "range") return evaluateRange(run, { ...frame, scope: new Scope(frame.scope) }, { node, value });
  note(value, { kind: "condition" }, placeOf(frame, node.pipe));
  for (const name of node.pipe.variables.slice(0, 1)) scoped.scope.declare(name, value);
  const dot = node.type === "with" ? value : frame.dot;
  if (value.kind === "constant" && typeof value.value === "boolean") {
    if (value.value) return evaluateList(run, { ...scoped, dot }, node.body);
    return node.otherwise ? evaluateList(run, scoped, node.otherwise) : [];
  }
  const taken = evaluateList(run, { ...scoped, dot, narrowed: [...frame.narrowed, ...guards] }, node.body);
  const opposite: readonly Guard[] = guards.length === 1 ? guards.map((guard) => ({ ...guard, holds: !guard.holds })) : [];
  const otherwise = node.otherwise ? evaluateList(run, { ...scoped, narrowed: [...frame.narrowed, ...opposite] }, node.otherwise) : [];
  return [{ kind: "alternatives", branches: [taken, otherwise] }];
}

const MOST_ROUNDS = 40;
/** Templates that call themselves in a loop would double the work with every call. */
const DEEPEST_REPEAT = 8;
function evaluateRange(run: Run, frame: Frame, { node, value }: { node: BranchNode; value: Abstract }): readonly Piece[] {
  const [first, second] = node.pipe.variables;
  const place = placeOf(frame, node.pipe);
  const branches: (readonly Piece[])[] = [];
  const certain = value.kind === "sequence";
  const round = (key: Abstract, element: Abstract): void => {
    if (branches.length >= MOST_ROUNDS) return;
    const inner = new Scope(frame.scope, !certain);
    if (second !== undefined && first !== undefined) {
      inner.declare(first, key);
      inner.declare(second, element);
    } else if (first !== undefined) {
      inner.declare(first, element);
    }
    const round: Frame = { ...frame, scope: inner, dot: element };
    const before = run.widened;
    const pieces = evaluateList(run, round, node.body);
    // What a round assigns is there in the next one.
    branches.push(!certain && run.widened > before && run.active.length <= DEEPEST_REPEAT ? evaluateList(run, round, node.body) : pieces);
  };
  for (const { key, element } of elementsOf(value, place, { named: second !== undefined })) round(key, element);
  if (node.otherwise) branches.push(evaluateList(run, frame, node.otherwise));
  // Each round follows the one before it, and there may be none.
  return certain ? branches.flat() : branches.map((branch) => ({ kind: "alternatives" as const, branches: [branch, []] }));
}

function evaluatePipe(run: Run, frame: Frame, pipe: PipeNode): Abstract {
  let value: Abstract | undefined;
  for (const command of pipe.commands) value = evaluateCommand(run, frame, { command, final: value });
  return value ?? nothing;
}

function evaluateCommand(run: Run, frame: Frame, { command, final }: { command: CommandNode; final: Abstract | undefined }): Abstract {
  step(run);
  const [first, ...rest] = command.args;
  if (!first) return final ?? nothing;
  const args = (): Abstract[] => [...rest.map((arg) => evaluateOperand(run, frame, arg)), ...(final ? [final] : [])];
  if (first.type === "identifier") {
    return callFunction({ run, frame, name: first.name, args: args(), place: placeOf(frame, first) });
  }
  if (rest.length === 0 && !final) return evaluateOperand(run, frame, first);
  return callMethod({ run, frame, target: evaluateOperand(run, frame, first), args: args(), place: placeOf(frame, first) });
}

function evaluateOperand(run: Run, frame: Frame, node: OperandNode): Abstract {
  switch (node.type) {
    case "dot":
      return frame.dot;
    case "nil":
      return nothing;
    case "field":
      return node.names.reduce(fieldOf, frame.dot);
    case "variable": {
      const [name = "$", ...fields] = node.names;
      return fields.reduce(fieldOf, frame.scope.get(name) ?? nothing);
    }
    case "chain":
      return node.names.reduce(fieldOf, evaluateOperand(run, frame, node.node));
    case "identifier":
      return callFunction({ run, frame, name: node.name, args: [], place: placeOf(frame, node) });
    case "pipe":
      return evaluatePipe(run, frame, node);
    case "string":
    case "bool":
      return constant(node.value);
    case "number":
      return node.value === undefined ? opaque("number") : constant(node.value);
  }
}
