import { cursorTo, clearLine } from "node:readline";

import type { Terminal } from "./terminal.ts";

/** Milliseconds until a log is told what takes so long. */
const PATIENCE = 1000;

/**
 * Shows what is done until it is disposed of: on a terminal at once and in one line that goes again, because what follows may not
 * leave time for a second; elsewhere as a line, once it takes longer than a second.
 */
export function showActivity(terminal: Terminal, text: string): Disposable {
  const { live, stderr } = terminal;
  if (!live) {
    const timer = setTimeout(() => terminal.tell(`${text} …`), PATIENCE);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  }
  stderr.write(terminal.paintTold("dim", `${text} …`.slice(0, Math.max(0, (stderr.columns || 80) - 1))));
  return {
    [Symbol.dispose]: () => {
      clearLine(stderr, 0);
      cursorTo(stderr, 0);
    },
  };
}
