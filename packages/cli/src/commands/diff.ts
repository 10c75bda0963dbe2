import { exitCodes } from "../exit-codes.ts";
import type { Invocation } from "../invocation.ts";
import type { PlatformOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { withConnection } from "../with-connection.ts";

/** Shows each object that a deploy would change, before and after. */
export async function diffCommand(options: PlatformOptions, invocation: Invocation): Promise<Outcome> {
  const diffs = await withConnection(options, invocation, (connection) => connection.diff());
  return {
    exitCode: exitCodes.done,
    data: { version: 1, diffs },
    text: async () => (await import("../formats/format-diff.ts")).formatDiffs(diffs, invocation.terminal.paint),
  };
}
