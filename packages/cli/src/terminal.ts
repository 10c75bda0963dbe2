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
  /** Width of the terminal that results go to; undefined when they go elsewhere. */
  readonly columns: number | undefined;
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
    columns: columnsOf(stdout),
    fit: (text) => fitted(text, columnsOf(stdout)),
    fitTold: (text) => fitted(text, columnsOf(stderr)),
    live: stderr.isTTY && env["TERM"] !== "dumb" && !env["CI"],
    canAsk: stdin.isTTY && stderr.isTTY,
    stderr,
  };
}

function columnsOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  // A terminal that doesn't know its width says 0.
  return isTTY && columns > 0 ? columns : undefined;
}

async function fitted(text: string, columns: number | undefined): Promise<string> {
  return columns === undefined ? text : (await import("./formats/fit-width.ts")).fitWidth(text, columns);
}
