import type { Terminal } from "./terminal.ts";

/** What one run of a command has beside its options. */
export interface Invocation {
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
