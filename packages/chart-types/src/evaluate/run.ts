import { HelmwrightError } from "@helmwright/core";

import type { ListNode, Place, TemplateFile } from "../template/nodes.ts";
import type { JsonType } from "../value-type.ts";
import type { Abstract, Hole, Opaque, Piece } from "./abstract.ts";
import { alternativesOf, anyOf, fromValues, identity, nothing, opaque } from "./abstract.ts";
import type { Form, Use, ValuesPath } from "./values-path.ts";
import { childPath } from "./values-path.ts";

/** A part of `Use` without its place. */
export type Doing = Use extends infer U ? (U extends Use ? Omit<U, "place"> : never) : never;

/** What a condition says of the type of a value. */
export interface Guard {
  readonly path: ValuesPath;
  readonly is: readonly JsonType[];
  readonly holds: boolean;
}

/** One evaluation of all templates of a chart. */
export interface Run {
  /** Bodies of `define`, and of files under their path. */
  readonly definitions: ReadonlyMap<string, ListNode>;
  /** File of each definition, for places. */
  readonly origins: ReadonlyMap<string, string>;
  /** The text of a definition with another dot. */
  readonly invoke: (name: string, dot: Abstract) => readonly Piece[];
  /** The text of a body, as a template of its own. */
  readonly evaluate: (body: ListNode, dot: Abstract, file: string) => readonly Piece[];
  /** Parses text as a template, for `tpl`; undefined when it is none. */
  readonly parse: (name: string, source: string) => TemplateFile | undefined;
  /** Text of a file of a chart, for `.Files.Get`: the method with its argument after a colon. */
  readonly file: (call: string) => string | undefined;
  /** The chart's own default at a path, when it is a scalar. */
  readonly defaultAt: (path: ValuesPath) => unknown;
  readonly results: Map<string, readonly Piece[]>;
  readonly active: string[];
  /** How often each definition called itself, at any distance. */
  readonly recursions: Map<string, number>;
  /** Guards found while a condition is evaluated. */
  guards: Guard[];
  steps: number;
  /** How often a variable came to be more than it was. */
  widened: number;
  readonly mostSteps: number;
  /** Templates changed values, so that what was read earlier may be more. */
  changed: boolean;
}

/** Where evaluation is: the dot, the variables, what is known of types here. */
export interface Frame {
  readonly dot: Abstract;
  readonly scope: Scope;
  readonly file: string;
  readonly narrowed: readonly Guard[];
}

export class Scope {
  readonly #values = new Map<string, Abstract>();
  readonly #outer: Scope | undefined;
  /** Its statements may not be reached: what they assign is one more possibility. */
  readonly #conditional: boolean;
  constructor(outer?: Scope, conditional = false) {
    this.#outer = outer;
    this.#conditional = conditional;
  }
  declare(name: string, value: Abstract): void {
    this.#values.set(name, value);
  }
  get(name: string): Abstract | undefined {
    return this.#values.get(name) ?? this.#outer?.get(name);
  }
  /** True where the variable can now be more than it was. */
  assign(name: string, value: Abstract, conditional = false): boolean {
    const before = this.#values.get(name);
    if (!before && this.#outer) return this.#outer.assign(name, value, conditional || this.#conditional);
    const after = conditional && before ? anyOf([before, value]) : value;
    this.#values.set(name, after);
    return conditional && (!before || identity(before) !== identity(after));
  }
}

/** @throws HelmwrightError `CHART_TOO_COMPLEX` */
export function step(run: Run): void {
  run.steps += 1;
  if (run.steps > run.mostSteps) {
    throw new HelmwrightError("CHART_TOO_COMPLEX", `follow the chart's templates: more than ${run.mostSteps} steps`, {
      hint: "Its templates call each other too often to be followed; keys are taken from values.yaml and the schema alone.",
    });
  }
}

export function placeOf(frame: Frame, node: Place): string {
  return `${frame.file}:${node.line}`;
}

/** Records what is done with a value, for all paths that it can be. */
export function note(value: Abstract, doing: Doing, place: string): void {
  for (const one of alternativesOf(value)) {
    if (one.kind === "values") one.path.uses.push({ ...doing, place } as Use);
    else if (one.kind === "without") note(one.base, doing, place);
    else if (one.kind === "text" && one.pieces.length === 1) {
      const [piece] = one.pieces;
      if (typeof piece !== "object" || piece.kind !== "hole") continue;
      // Of a text that was made of the value, only that it is there says something of the value.
      if (doing.kind === "condition" || doing.kind === "required") note(piece.value, doing, place);
      else if (doing.kind === "compared") note(piece.value, { ...doing, asText: true }, place);
    }
  }
}

/** The value goes whole to where it can't be followed: whatever is in it may be used. */
export function lose(value: Abstract, how: string, place: string, seen: Set<unknown> = new Set()): void {
  if (seen.has(value)) return;
  seen.add(value);
  switch (value.kind) {
    case "values":
      value.path.uses.push({ kind: "untraced", how, place });
      return;
    case "any":
      value.of.forEach((one) => lose(one, how, place, seen));
      return;
    case "without":
      lose(value.base, how, place, seen);
      return;
    case "mapping":
      for (const one of [...value.entries.values(), ...value.merged]) lose(one, how, place, seen);
      return;
    case "sequence":
      value.items.forEach((one) => lose(one, how, place, seen));
      return;
    case "text":
      for (const hole of holesOf(value.pieces)) if (hole.form === "structure") lose(hole.value, how, place, seen);
      return;
    case "constant":
    case "key":
    case "opaque":
      return;
  }
}

/** Each hole once, however often the text that it is in is used. */
export function* holesOf(pieces: readonly Piece[], seen: Set<unknown> = new Set()): Generator<Hole> {
  if (seen.has(pieces)) return;
  seen.add(pieces);
  for (const piece of pieces) {
    if (typeof piece === "string" || seen.has(piece)) continue;
    seen.add(piece);
    if (piece.kind === "hole") yield piece;
    else if (piece.kind === "indented") yield* holesOf(piece.body, seen);
    else for (const branch of piece.branches) yield* holesOf(branch, seen);
  }
}

export interface Printed {
  readonly form?: Form;
  readonly frame: Frame;
  readonly place: string;
}

/** The text that a value gives when a template prints it. */
export function printed(value: Abstract, { form = "plain", frame, place }: Printed): readonly Piece[] {
  switch (value.kind) {
    case "constant":
      return [value.value === null ? "" : form === "quoted" ? JSON.stringify(String(value.value)) : String(value.value)];
    case "text":
      return form === "quoted" ? ['"', ...value.pieces, '"'] : value.pieces;
    case "any":
      return [{ kind: "alternatives", branches: value.of.map((one) => printed(one, { form, frame, place })) }];
    case "opaque":
      return [{ kind: "hole", value, form, template: false, only: undefined, place }];
    case "key":
    case "values":
    case "mapping":
    case "sequence":
    case "without":
      return [{ kind: "hole", value, form, template: false, only: narrowedTypes(value, frame), place }];
  }
}

function narrowedTypes(value: Abstract, frame: Frame): readonly JsonType[] | undefined {
  if (value.kind !== "values") return undefined;
  const all: readonly JsonType[] = ["string", "integer", "number", "boolean", "object", "array"];
  let types: readonly JsonType[] | undefined;
  for (const { path, is, holds } of frame.narrowed) {
    if (path === value.path) types = (types ?? all).filter((type) => is.includes(type) === holds);
  }
  return types;
}

/** A part of what is opaque; parts of parts are not told apart for ever. */
export function partOf(value: Opaque, name: string): Opaque {
  return value.what.length > 60 || value.what.endsWith(`.${name}`) ? value : opaque(`${value.what}.${name}`);
}

/** A field of a value; reading it makes the key known. */
export function fieldOf(value: Abstract, name: string): Abstract {
  return anyOf(fieldsOf(value, name, new Set()));
}

/** Templates merge maps into each other, so that one may be in itself: each is asked once. */
function fieldsOf(value: Abstract, name: string, seen: Set<Abstract>): readonly Abstract[] {
  switch (value.kind) {
    case "values": {
      const overlay = value.path.overlays.get(name);
      return [fromValues(childPath(value.path, name)), ...(overlay ? [overlay] : [])];
    }
    case "mapping":
      if (seen.has(value)) return [];
      seen.add(value);
      return [value.entries.get(name) ?? nothing, ...value.merged.flatMap((one) => fieldsOf(one, name, seen))];
    case "any":
      return value.of.flatMap((one) => fieldsOf(one, name, seen));
    case "without":
      return value.keys.has(name) ? [] : fieldsOf(value.base, name, seen);
    case "opaque":
      return [partOf(value, name)];
    case "constant":
    case "key":
    case "sequence":
    case "text":
      return [];
  }
}
