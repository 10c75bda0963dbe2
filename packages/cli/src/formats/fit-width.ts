import wrapAnsi from "wrap-ansi";

/** What a continued line is indented by, beside its own indentation. */
const CONTINUED = "  ";

/** Breaks lines that are wider than a terminal between words; a continued line is indented further than its first. */
export function fitWidth(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => fitLine(line, columns))
    .join("\n");
}

function fitLine(line: string, columns: number): string {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const width = columns - indent.length - CONTINUED.length;
  if (width < 1) return line;
  const [first = "", ...rest] = wrapAnsi(line.slice(indent.length), width, { trim: true }).split("\n");
  return [indent + first, ...rest.map((part) => indent + CONTINUED + part)].join("\n");
}
