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

/** Asks on the terminal; throws `NOT_CONFIRMED` for anything but yes. */
export async function confirm(question: string, { terminal, signal }: Invocation): Promise<void> {
  const prompt = createInterface({ input: process.stdin, output: terminal.stderr });
  try {
    const answer = await prompt.question(`${question} [y/N] `, { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    prompt.close();
  }
  throw new HelmwrightError("NOT_CONFIRMED", "stop: you did not agree; nothing was changed");
}
