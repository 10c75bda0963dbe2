import type { Invocation } from "./invocation.ts";
import type { Outcome } from "./outcome.ts";

/** A command that was chosen, ready to run. */
export type Run = (invocation: Invocation) => Promise<Outcome>;

export interface RunOptions {
  /** How the process ends when the command throws. Default: `exitCodes.failed`. */
  readonly failed?: number | undefined;
  /** Nothing has to be ended in order: Ctrl-C ends the process as the system does it. Default false. */
  readonly endsAtOnce?: boolean | undefined;
}

export interface Chosen extends RunOptions {
  readonly run: Run;
}

export type Choose = (run: Run, options?: RunOptions) => void;
