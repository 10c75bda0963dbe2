import { styleText } from "node:util";

export type Style = "red" | "green" | "yellow" | "cyan" | "bold" | "dim";
export type Paint = (style: Style, text: string) => string;

/** Where a command prints. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** A line of progress, a notice or an error. */
  tell(text: string): void;
  /** Sends what is told elsewhere while progress is redrawn; without an argument it goes to standard error again. */
  redirect(to?: (text: string) => void): void;
  /** Colours for results. */
  readonly paint: Paint;
  /** Colours for what `tell` prints. */
  readonly paintTold: Paint;
  /** Breaks sentences of a result between words, when it goes to a terminal. */
  fit(text: string): Promise<string>;
  /** The same for what `tell` prints. */
  fitTold(text: string): Promise<string>;
  /** Whether progress can be redrawn in place. */
  readonly live: boolean;
  /** Whether somebody can be asked. */
  readonly canAsk: boolean;
  readonly stderr: NodeJS.WriteStream;
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const write = (text: string): void => void stderr.write(`${text}\n`);
  let sink = write;
  return {
    tell: (text) => sink(text),
    redirect: (to = write) => void (sink = to),
    paint: (style, text) => styleText(style, text, { stream: stdout }),
    paintTold: (style, text) => styleText(style, text, { stream: stderr }),
    fit: (text) => fitted(text, stdout),
    fitTold: (text) => fitted(text, stderr),
    live: stderr.isTTY && env["TERM"] !== "dumb" && !env["CI"],
    canAsk: stdin.isTTY && stderr.isTTY,
    stderr,
  };
}

async function fitted(text: string, stream: NodeJS.WriteStream): Promise<string> {
  return stream.isTTY && stream.columns > 0 ? (await import("./formats/fit-width.ts")).fitWidth(text, stream.columns) : text;
}
