import type { ReleaseStatus } from "@helmwright/engine";

import { exitCodes } from "../exit-codes.ts";
import type { Invocation } from "../invocation.ts";
import type { PlatformOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { isSimulated, openSession } from "../session.ts";
import { withSession } from "../with-connection.ts";

/** Shows each release as the cluster has it. Ends with 1 when something is not ready. */
export async function statusCommand(options: PlatformOptions, invocation: Invocation): Promise<Outcome> {
  const session = await openSession(options);
  const head = { version: 1, platform: session.platform.name, environment: session.environment };
  if (isSimulated(session)) {
    const { name, phase } = await session.sandbox();
    if (phase !== "running") {
      return {
        exitCode: exitCodes.failed,
        data: { ...head, sandbox: phase, ready: false, releases: [] },
        text: () => `the sandbox ${name} ${phase === "absent" ? "does not exist" : "is down"}; start it with sandbox up, or with deploy`,
      };
    }
  }
  const releases: readonly ReleaseStatus[] = await withSession(session, options, invocation, (connection) => connection.status());
  const ready = releases.every((release) => release.ready);
  return {
    exitCode: ready ? exitCodes.done : exitCodes.failed,
    data: { ...head, ...(isSimulated(session) ? { sandbox: "running" } : {}), ready, releases },
    text: async () =>
      (await import("../formats/format-status.ts")).formatStatus(releases, invocation.terminal.paint, invocation.terminal.columns),
  };
}
