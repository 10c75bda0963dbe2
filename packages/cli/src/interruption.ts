import { exitCodes } from "./exit-codes.ts";

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/** Aborts `signal` on the first Ctrl-C or SIGTERM; the second one ends the process at once. */
export function listenForInterruption(tell: (text: string) => void): Interruption {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
    tell("stopping: what is running is ended in order; press Ctrl-C again to end at once");
  };
  const names = ["SIGINT", "SIGTERM"] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
