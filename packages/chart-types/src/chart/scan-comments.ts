import { Lexer } from "yaml";

/** One comment of a YAML text. */
export interface CommentLine {
  /** From 1. */
  readonly line: number;
  /** Of the `#`, from 0. */
  readonly column: number;
  /** How many `#` it starts with. */
  readonly marks: number;
  /** What stands behind them. */
  readonly body: string;
  /** It stands behind a value on the same line. */
  readonly trailing: boolean;
}

/** What the lexer puts into its stream that is not in the text. */
const MARKERS = new Set(["\u0002", "\u0018", "\u001F"]);
const SCALAR = "\u001F";

/** All comments of a text, in its order; a `#` inside of a string is none. */
export function scanComments(text: string): readonly CommentLine[] {
  const comments: CommentLine[] = [];
  let line = 1;
  let lineStart = 0;
  let offset = 0;
  let previous = "";
  for (const token of new Lexer().lex(text)) {
    if (!MARKERS.has(token)) {
      if (token.startsWith("#") && previous !== SCALAR) {
        const marks = /^#+/u.exec(token)?.[0].length ?? 1;
        const trailing = text.slice(lineStart, offset).trim() !== "";
        comments.push({ line, column: offset - lineStart, marks, body: token.slice(marks).trimEnd(), trailing });
      }
      for (let at = token.indexOf("\n"); at >= 0; at = token.indexOf("\n", at + 1)) {
        line += 1;
        lineStart = offset + at + 1;
      }
      offset += token.length;
    }
    previous = token;
  }
  return comments;
}

/** Comment lines that follow each other directly, with their marks in one column. */
export function commentBlocks(comments: readonly CommentLine[]): readonly (readonly CommentLine[])[] {
  const blocks: CommentLine[][] = [];
  for (const comment of comments) {
    if (comment.trailing) continue;
    const block = blocks.at(-1);
    const last = block?.at(-1);
    if (block !== undefined && last !== undefined && last.line + 1 === comment.line && last.column === comment.column) block.push(comment);
    else blocks.push([comment]);
  }
  return blocks;
}
