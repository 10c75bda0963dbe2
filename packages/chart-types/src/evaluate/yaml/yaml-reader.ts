import type { Piece } from "../abstract.ts";
import { readFlow } from "./flow.ts";
import { Marks, withoutMarks } from "./marks.ts";
import { entry, isEmpty, yamlNode } from "./yaml-node.ts";
import type { Scalar, YamlNode } from "./yaml-node.ts";

/** A block collection that is open at the current line. */
interface Frame {
  readonly indent: number;
  readonly kind: "map" | "list";
  readonly node: YamlNode;
  /** The value of the newest key, or the newest element. */
  last: YamlNode | undefined;
}

/** Where reading is; it forks where the text has alternatives. The tree is shared by all forks. */
interface State {
  frames: Frame[];
  line: string;
  /** A literal or folded text, and the column that its lines have to be beyond. */
  block: { readonly indent: number; readonly scalar: Scalar } | undefined;
  /** A flow collection that goes on over lines. */
  flow: { text: string; readonly target: YamlNode } | undefined;
  lines: number;
}

const KEY = /^(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>[^']*)'|(?<plain>[^\s#&*!|>'"%@`[{,\]}-][^]*?|-[^\s][^]*?)):(?=\s|$)/u;

/**
 * Reads text with holes as YAML, line by line and forgiving: both branches of a condition are in the tree, and a line that
 * fits nowhere is left out rather than making the rest unreadable.
 */
export class YamlReader {
  readonly documents: YamlNode[] = [];
  readonly marks: Marks = new Marks();
  #state: State;

  constructor() {
    this.#state = this.#started();
  }

  #started(): State {
    const document = yamlNode();
    this.documents.push(document);
    const frames: Frame[] = [{ indent: -1, kind: "map", node: yamlNode(), last: document }];
    return { frames, line: "", block: undefined, flow: undefined, lines: 0 };
  }

  read(pieces: readonly Piece[]): this {
    this.#feed(pieces, 0);
    this.#endLine();
    return this;
  }

  #feed(pieces: readonly Piece[], indent: number): void {
    for (const piece of pieces) {
      if (typeof piece === "string") this.#text(withoutMarks(piece), indent);
      else if (piece.kind === "hole") this.#append(this.marks.add(piece), indent);
      else if (piece.kind === "indented") this.#indented(piece.body, piece.by, { newline: piece.newline, indent });
      else this.#alternatives(piece.branches, indent);
    }
  }

  #indented(body: readonly Piece[], by: number, { newline, indent }: { newline: boolean; indent: number }): void {
    if (newline) this.#endLine();
    else this.#append(" ".repeat(by), indent);
    this.#feed(body, indent + by);
  }

  #text(text: string, indent: number): void {
    const [first = "", ...others] = text.split("\n");
    this.#append(first, indent);
    for (const line of others) {
      this.#endLine();
      this.#append(line, indent);
    }
  }

  #append(text: string, indent: number): void {
    if (text === "") return;
    if (this.#state.line === "") this.#state.line = " ".repeat(indent);
    this.#state.line += text;
  }

  #alternatives(branches: readonly (readonly Piece[])[], indent: number): void {
    const before = this.#state;
    const ends = branches.map((branch) => {
      this.#state = { ...before, frames: before.frames.map((frame) => ({ ...frame })), lines: 0 };
      this.#feed(branch, indent);
      return this.#state;
    });
    const lines = before.lines + Math.max(0, ...ends.map((end) => end.lines));
    if (ends.every((end) => end.lines === 0)) {
      // A line that a branch begins has the indentation that it will get anyway.
      const start = before.line === "" ? indent : before.line.length;
      const texts = [...new Set(ends.map((end) => end.line.slice(start)))];
      this.#state = before;
      const filled = texts.filter((text) => text.trim() !== "");
      if (filled.length === 1 && texts.length === 1) this.#append(filled[0] ?? "", indent);
      else if (filled.length > 0) this.#append(this.marks.add({ kind: "choice", texts: filled }), indent);
      return;
    }
    const longer = ends.filter((end) => end.lines > 0);
    const chosen = longer.at(-1) ?? before;
    for (const end of ends) {
      if (end === chosen || (end.lines === 0 && end.line === before.line)) continue;
      this.#state = end;
      this.#endLine();
    }
    this.#state = { ...chosen, lines };
  }

  #endLine(): void {
    const state = this.#state;
    const line = state.line;
    state.line = "";
    state.lines += 1;
    const text = line.trimStart();
    const indent = line.length - text.length;
    if (state.block) {
      if (text === "" || indent > state.block.indent) {
        state.block.scalar.atoms.push(...this.marks.atoms(line), "\n");
        return;
      }
      state.block = undefined;
    }
    if (state.flow) {
      this.#flow(`${state.flow.text} ${text}`, state.flow.target);
      return;
    }
    if (text.trim() === "" || text.startsWith("#")) return;
    if (/^(?:---|\.\.\.)(?:\s|$)/u.test(line)) {
      const { frames } = this.#started();
      state.frames = frames;
      return;
    }
    this.#line(text.trimEnd(), indent);
  }

  /** A line that is all choice brings its own indentation. */
  #line(text: string, indent: number): void {
    const marked = this.marks.only(text);
    if (marked?.kind !== "choice") {
      this.#content(text, indent);
      return;
    }
    for (const one of marked.texts) this.#line(one.trim(), indent + one.length - one.trimStart().length);
  }

  #content(text: string, indent: number): void {
    const frames = this.#state.frames;
    const isItem = /^-(?:\s|$)/u.test(text);
    while (
      (this.#top.indent > indent || (this.#top.indent === indent && this.#top.kind === "list" && !isItem && KEY.test(text))) &&
      frames.length > 1
    )
      frames.pop();
    if (isItem) {
      this.#item(text, indent);
      return;
    }
    const key = KEY.exec(text);
    if (key) this.#entry(key, text.slice(key[0].length).trim(), indent);
    else this.#loose(text, indent);
  }

  get #top(): Frame {
    return this.#state.frames.at(-1) as Frame;
  }

  #item(text: string, indent: number): void {
    if (!(this.#top.kind === "list" && this.#top.indent === indent)) {
      this.#state.frames.push({ indent, kind: "list", node: this.#top.last ?? this.#top.node, last: undefined });
    }
    const item = yamlNode();
    this.#top.node.items.push(item);
    this.#top.last = item;
    const rest = text.slice(1).trimStart();
    if (rest === "") return;
    const inner = indent + text.length - rest.length;
    if (/^-\s/u.test(rest) || KEY.test(rest)) this.#content(rest, inner);
    else this.#value(rest, item, indent);
  }

  #entry(key: RegExpExecArray, rest: string, indent: number): void {
    const top = this.#top;
    if (!(top.kind === "map" && top.indent === indent)) {
      this.#state.frames.push({ indent, kind: "map", node: top.last ?? top.node, last: undefined });
    }
    const { double, single, plain } = key.groups ?? {};
    const name = double ?? single ?? plain ?? "";
    const map = this.#top.node;
    const atoms = this.marks.atoms(name);
    if (atoms.every((atom) => typeof atom === "string")) {
      const [first = "", ...others] = this.marks.choices(name).map((one) => one.trim());
      const value = entry(map, first);
      for (const other of others) if (!map.entries.has(other)) map.entries.set(other, value);
      this.#top.last = value;
    } else {
      const value = yamlNode();
      map.dynamic.push({ key: { atoms, style: "plain" }, value });
      this.#top.last = value;
    }
    if (rest !== "") this.#value(rest, this.#top.last, indent);
  }

  /** A line that is neither a key nor an element: a structure put in whole, or more text of a scalar. */
  #loose(text: string, indent: number): void {
    const top = this.#top;
    const awaiting = top.last && isEmpty(top.last) ? top.last : undefined;
    const target = top.indent < indent ? (top.last ?? top.node) : (awaiting ?? top.node);
    this.#value(text, target, indent);
  }

  #value(text: string, target: YamlNode, indent: number): void {
    const value = text.replace(/^(?:[&!][^\s\ue000-\uf8ff]*\s+)+/u, "").replace(/\s+#.*$/u, "");
    if (value === "" || value.startsWith("#")) return;
    const marked = this.marks.only(value);
    if (marked?.kind === "choice") {
      for (const one of marked.texts) this.#value(one.trim(), target, indent);
      return;
    }
    if (marked && (marked.form === "structure" || marked.value.kind === "mapping" || marked.value.kind === "sequence")) {
      target.spreads.push(marked);
    } else if (/^[|>][-+0-9]*$/u.test(value)) {
      const scalar: Scalar = { atoms: [], style: "block" };
      target.scalars.push(scalar);
      this.#state.block = { indent, scalar };
    } else if (/^[[{]/u.test(value)) {
      this.#flow(value, target);
    } else {
      const quoted = /^(?:"(?<double>[^]*)"|'(?<single>[^]*)')$/u.exec(value)?.groups;
      const inner = quoted?.["double"] ?? quoted?.["single"];
      target.scalars.push({ atoms: this.marks.atoms(inner ?? value), style: inner === undefined ? "plain" : "quoted" });
    }
  }

  #flow(text: string, target: YamlNode): void {
    const complete = readFlow(text, this.marks, target);
    this.#state.flow = complete || text.length > 20_000 ? undefined : { text, target };
  }
}
