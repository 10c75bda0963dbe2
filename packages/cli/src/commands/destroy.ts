import { HelmwrightError } from "@helmwright/core/error";
import type { EngineEvent, RunReport } from "@helmwright/core";

import { confirm, needsConfirmation } from "../confirm.ts";
import type { Invocation } from "../invocation.ts";
import type { DestroyCommandOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { connectSession, isSimulated, openSession } from "../session.ts";
import type { Session } from "../session.ts";
import { openProgressView } from "../views/progress-view.ts";
import { exitCodeOf } from "./deploy.ts";

/** Removes what was deployed; data stays unless asked otherwise. */
export async function destroyCommand(options: DestroyCommandOptions, invocation: Invocation): Promise<Outcome> {
  const session = await openSession(options);
  const { platform, environment, lock } = session;
  const doing = `destroy ${platform.name} in ${environment}`;
  if (!lock.recorded) {
    throw new HelmwrightError(
      "IDENTITY_MISSING",
      `${doing}: there is no ${lock.path}, so that it can't be told what belongs to this platform`,
      {
        hint: "Restore the file from version control. Without a deploy there is nothing to destroy.",
      },
    );
  }
  const ask = needsConfirmation(session, invocation, { doing, yes: options.yes });
  if (ask) await confirm(`${doing[0]?.toUpperCase()}${doing.slice(1)}${options.data ? ", with its data" : ""}?`, invocation);
  const report = (await isAbsent(session)) ? nothingToDo(session) : await destroyed(session, options, invocation);
  return {
    exitCode: exitCodeOf(report),
    data: report,
    prose: true,
    text: async () =>
      (await import("../formats/format-report.ts")).formatReport(report, { verb: "destroy", paint: invocation.terminal.paint }),
  };
}

async function destroyed(session: Session, options: DestroyCommandOptions, invocation: Invocation): Promise<RunReport> {
  using view = await openProgressView(invocation.terminal);
  let begun = false;
  const watching = {
    ...view,
    onEvent: (event: EngineEvent) => {
      begun ||= event.type === "phase" && event.phase === "apply";
      view.onEvent(event);
    },
  };
  const connection = await connectSession(session, { options, view: watching, ...invocation });
  try {
    return await connection.destroy({ data: options.data });
  } catch (error) {
    if (!invocation.signal.aborted || begun) throw error;
    throw new HelmwrightError(
      "INTERRUPTED",
      `destroy ${session.platform.name} in ${session.environment}: interrupted before anything was changed`,
      { cause: error, hint: "Run it again." },
    );
  } finally {
    await connection.close();
  }
}

async function isAbsent(session: Session): Promise<boolean> {
  return isSimulated(session) && (await session.sandbox()).phase === "absent";
}

function nothingToDo({ platform, environment, lock }: Session): RunReport {
  return {
    version: 1,
    platform: { name: platform.name, id: lock.id },
    environment,
    outcome: "unchanged",
    results: [],
    kept: [],
    warnings: [],
    milliseconds: 0,
  };
}
