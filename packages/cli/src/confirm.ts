import { once } from "node:events";
import { createInterface } from "node:readline/promises";

import { HelmwrightError } from "@helmwright/core/error";

import type { Invocation } from "./invocation.ts";
import type { Session } from "./session.ts";

export interface Confirmation {
  /** `deploy homelab to prod`. */
  readonly doing: string;
  readonly yes: boolean | undefined;
}

/** Whether somebody has to agree to a change first. Throws `CONFIRMATION_NEEDED` when nobody can be asked. */
export function needsConfirmation(
  { settings, environment }: Session,
  { terminal }: Invocation,
  { doing, yes = false }: Confirmation,
): boolean {
  if (!settings.protected || yes) return false;
  if (terminal.canAsk) return true;
  throw new HelmwrightError("CONFIRMATION_NEEDED", `${doing}: ${environment} is protected, and there is no terminal to ask on`, {
    hint: "Look at `plan` first, then pass --yes, or --plan with a plan that was reviewed.",
  });
}

/** Asks on the terminal; throws `NOT_CONFIRMED` for anything but yes, `INTERRUPTED` for Ctrl-C. */
export async function confirm(question: string, { terminal, signal }: Invocation): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: terminal.stderr });
  // The end of the input (Ctrl-D) answers nothing, and would be waited for without end.
  const closed = once(prompt, "close").then(() => "");
  try {
    const answer = await Promise.race([prompt.question(`${question} [y/N] `, { signal }), closed]);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } catch (cause) {
    // The cursor still stands behind the question.
    terminal.tell("");
    throw new HelmwrightError("INTERRUPTED", "stop: interrupted at the question; nothing was changed", { cause });
  } finally {
    prompt.close();
  }
  throw new HelmwrightError("NOT_CONFIRMED", "stop: you did not agree; nothing was changed");
}
