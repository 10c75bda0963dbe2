import { type CommentedEntry, type CommentedLine, classifyLine } from "./commented-line.ts";
import type { CommentLine } from "./scan-comments.ts";

/** Lines of one comment that are YAML once their marks are gone. */
export interface CommentedRun {
  /** Of the first line, from 1. */
  readonly line: number;
  /** Of the last line. */
  readonly lastLine: number;
  /** Where its first column would lie if only the marks were taken away. */
  readonly column: number;
  /** The text without marks, its first column at 0. */
  readonly text: string;
  readonly list: boolean;
  /** What stands directly above it in the comment. */
  readonly lead: "nothing" | "prose" | "label";
  /** It is further in than the prose of its comment. */
  readonly indented: boolean;
  /** The prose directly above it. */
  readonly prose: readonly CommentLine[];
}

/** A block's runs in the order of the text, and the lines that are left as prose. */
export interface SplitComment {
  readonly runs: readonly CommentedRun[];
  readonly prose: readonly CommentLine[];
}

interface JudgedLine {
  readonly comment: CommentLine;
  readonly body: string;
  readonly judged: CommentedLine;
}

/** Lines of annotations for schema generators, between two `@schema` marks, are YAML about a value and not values. */
function withoutAnnotations(lines: readonly JudgedLine[]): readonly JudgedLine[] {
  let inside = false;
  return lines.map((line) => {
    const mark = line.body.trim() === "@schema";
    const annotation = inside || mark;
    if (mark) inside = !inside;
    return annotation ? { ...line, judged: { kind: "prose", indent: line.judged.indent } } : line;
  });
}

function judge(block: readonly CommentLine[]): readonly JudgedLine[] {
  const marks = block.reduce((least, comment) => (comment.body.trim() === "" ? least : Math.min(least, comment.marks)), Infinity);
  const lines = block.map((comment) => {
    const body = "#".repeat(Math.max(0, Math.min(comment.marks - marks, 1))) + comment.body;
    return { comment, body, judged: classifyLine(body) };
  });
  return withoutAnnotations(lines);
}

function isEntry(line: CommentedLine): line is CommentedEntry {
  return line.kind === "key" || line.kind === "item";
}

/** The line announces what follows it: it opens something, and an entry of that stands on the next line. */
function opensEntry({ judged }: JudgedLine, next: JudgedLine | undefined): boolean {
  if (!isEntry(judged) || judged.opens !== "below" || next === undefined || !isEntry(next.judged)) return false;
  return next.judged.indent > judged.indent || (next.judged.indent === judged.indent && next.judged.kind === "item");
}

/** Whether the run that starts with `first` goes on with an entry below `last`. */
function fits(entry: CommentedEntry, first: CommentedEntry, last: CommentedEntry): boolean {
  if (entry.indent > first.indent) return true;
  return entry.indent === first.indent && (entry.kind === first.kind || (entry.kind === "item" && last.opens === "below"));
}

function startsRun(line: JudgedLine, next: JudgedLine | undefined): boolean {
  const { judged } = line;
  if (!isEntry(judged)) return false;
  const below = next?.judged;
  if (judged.opens === "below" && below?.kind === "prose" && below.indent > judged.indent) return false;
  if (judged.remark === "maybe" && judged.opens === "below") return below?.kind === "key" && below.indent > judged.indent;
  return judged.remark === false || (judged.kind === "item" && below?.kind === "key" && below.indent > judged.indent);
}

/** The index behind the last line that belongs to the run which starts at `start`. */
function endOfRun(lines: readonly JudgedLine[], start: number): number {
  const [head, second] = [lines[start], lines[start + 1]];
  if (head === undefined || !isEntry(head.judged) || !startsRun(head, second)) return start;
  const first = head.judged;
  let end = start + 1;
  let last = first;
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? head;
    const { judged, body } = line;
    if (last.opens === "scalar" && (judged.kind === "blank" || judged.indent > last.indent)) {
      if (judged.kind !== "blank") end = index + 1;
    } else if (last.opens === "flow") {
      end = index + 1;
      if (/[\]}],?$/u.test(body.trimEnd()) && judged.indent <= last.indent) last = { ...last, opens: "nothing" };
    } else if (judged.kind !== "blank" && judged.kind !== "note") {
      if (!isEntry(judged) || !fits(judged, first, last)) break;
      if (judged.remark === true && judged.indent === first.indent && !/^\s*[a-z]/u.test(body)) break;
      if (judged.remark !== false && judged.indent === first.indent && !opensEntry(line, lines[index + 1])) break;
      end = index + 1;
      last = judged;
    }
  }
  return end;
}

/** A template as a plain value is no YAML; what it would give is not known. */
function withoutTemplate(line: string): string {
  return line.replace(/^(\s*(?:- +)*[\w.$/-]+:|\s*-) +\{\{.*$/u, "$1 null");
}

function makeRun(lines: readonly JudgedLine[], start: number, end: number): Omit<CommentedRun, "lead" | "indented" | "prose"> {
  const own = lines.slice(start, end);
  const [first] = own;
  const indent = first?.judged.indent ?? 0;
  return {
    line: first?.comment.line ?? 0,
    lastLine: own.at(-1)?.comment.line ?? 0,
    column: (first?.comment.column ?? 0) + indent,
    text: own.map(({ body }) => withoutTemplate(body.slice(0, indent).trim() === "" ? body.slice(indent) : body)).join("\n"),
    list: first?.judged.kind === "item",
  };
}

function isLabel(line: CommentedLine): boolean {
  return line.kind === "label" || (line.kind === "key" && line.opens === "below");
}

/** Finds the runs of YAML in one block of comment lines. Whether a run parses is not asked here. */
export function splitComment(block: readonly CommentLine[]): SplitComment {
  const lines = judge(block);
  const runs: CommentedRun[] = [];
  const prose: CommentLine[] = [];
  let above: JudgedLine[] = [];
  for (let index = 0; index < lines.length;) {
    const end = endOfRun(lines, index);
    if (end > index) {
      const spoken = above.filter(({ judged }) => judged.kind !== "blank");
      const last = spoken.at(-1)?.judged;
      const run = makeRun(lines, index, end);
      const indent = lines[index]?.judged.indent ?? 0;
      runs.push({
        ...run,
        lead: last === undefined ? "nothing" : isLabel(last) ? "label" : "prose",
        indented:
          spoken.some(({ judged }) => judged.kind === "prose" || judged.kind === "label") &&
          spoken.every(({ judged }) => judged.indent < indent),
        prose: spoken.map(({ comment }) => comment),
      });
      above = [];
      index = end;
      continue;
    }
    const line = lines[index];
    if (line !== undefined) {
      prose.push(line.comment);
      above.push(line);
    }
    index += 1;
  }
  return { runs, prose };
}
