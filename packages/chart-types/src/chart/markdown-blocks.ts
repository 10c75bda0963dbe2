/** A fenced code block. */
export interface MarkdownBlock {
  /** Line of its first content, from 1. */
  readonly line: number;
  /** Without the indentation of its fence. */
  readonly text: string;
}

const FENCE = /^(?<indent>\s*)(?<fence>`{3,}|~{3,})\s*(?<language>[\w+-]*)/u;

function unindent(line: string, columns: number): string {
  return line.slice(Math.min(columns, line.length - line.trimStart().length));
}

/** The fenced blocks of a Markdown text that are marked with one of the languages; a block without an end is left out. */
export function markdownBlocks(text: string, languages: readonly string[]): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open:
    | { readonly fence: string; readonly indent: number; readonly wanted: boolean; readonly line: number; readonly lines: string[] }
    | undefined;
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const { indent = "", fence = "", language = "" } = FENCE.exec(line)?.groups ?? {};
    if (open === undefined) {
      const wanted = languages.includes(language.toLowerCase());
      if (fence !== "") open = { fence, indent: indent.length, wanted, line: index + 2, lines: [] };
    } else if (fence.startsWith(open.fence) && language === "") {
      if (open.wanted) blocks.push({ line: open.line, text: `${open.lines.join("\n")}\n` });
      open = undefined;
    } else if (open.wanted) {
      open.lines.push(unindent(line, open.indent));
    }
  }
  return blocks;
}
