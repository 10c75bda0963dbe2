import { HelmwrightError } from "@helmwright/core/error";
import type { ChartPin, Composition, PlanDocument, RunReport } from "@helmwright/core";
import type { Connection } from "@helmwright/engine";

import { confirm, needsConfirmation } from "../confirm.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Invocation } from "../invocation.ts";
import type { DeployCommandOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { checkLockedCharts, updatedLock, writePlatformLock } from "../platform-lock-file.ts";
import { readSavedPlan } from "../saved-plan.ts";
import { connectSession, isSimulated, openSession } from "../session.ts";
import type { Session } from "../session.ts";
import { openProgressView } from "../views/progress-view.ts";
import { hasChanges } from "../views/wording.ts";

/** Brings the cluster of an environment to what the platform file says. */
export async function deployCommand(options: DeployCommandOptions, invocation: Invocation): Promise<Outcome> {
  const saved = options.plan === undefined ? undefined : await readSavedPlan(options.plan);
  const session = await openSession({ ...options, env: options.env ?? saved?.environment });
  const { platform, environment } = session;
  const ask = needsConfirmation(session, invocation, {
    doing: `deploy ${platform.name} to ${environment}`,
    yes: options.yes || saved !== undefined,
  });
  const report = await deployed(session, options, invocation, { saved, ask });
  return {
    exitCode: exitCodeOf(report),
    data: report,
    prose: true,
    text: async () => {
      const { formatReport } = await import("../formats/format-report.ts");
      const simulated =
        isSimulated(session) && report.outcome !== "unchanged"
          ? "\nIn a sandbox nodes and pods are simulated: containers do not run. `sandbox env` points a shell at it."
          : "";
      return formatReport(report, { verb: "deploy", paint: invocation.terminal.paint }) + simulated;
    },
  };
}

export function exitCodeOf({ outcome }: RunReport): number {
  if (outcome === "interrupted") return exitCodes.interrupted;
  return outcome === "failed" ? exitCodes.failed : exitCodes.done;
}

interface Review {
  readonly saved: PlanDocument | undefined;
  readonly ask: boolean;
}

async function deployed(
  session: Session,
  options: DeployCommandOptions,
  invocation: Invocation,
  { saved, ask }: Review,
): Promise<RunReport> {
  // A reviewed plan of a platform that was never deployed brings the identity that it was made with.
  const id = session.lock.recorded ? session.lock.id : (saved?.platform.id ?? session.lock.id);
  let view = await openProgressView(invocation.terminal);
  const relay = {
    onEvent: (event) => view.onEvent(event),
    onSandbox: (event) => view.onSandbox(event),
    [Symbol.dispose]: () => view[Symbol.dispose](),
  } satisfies typeof view;
  let connection: Connection | undefined;
  try {
    connection = await connectSession(session, { options, view: relay, ...invocation, id });
    const composition = await connection.composition();
    checkLockedCharts(session.lock, pinsOf(composition));
    let reviewed = saved;
    if (ask) {
      reviewed = await connection.plan();
      view[Symbol.dispose]();
      if (hasChanges(reviewed)) await showAndAsk(reviewed, invocation);
      view = await openProgressView(invocation.terminal);
    }
    // An invalid platform leaves no lock file behind.
    if (composition.problems.length === 0) await recordLock({ session, options, invocation, composition, id });
    return await connection.deploy({ reviewed });
  } catch (error) {
    if (!invocation.signal.aborted) throw error;
    throw new HelmwrightError(
      "INTERRUPTED",
      `deploy ${session.platform.name} to ${session.environment}: interrupted before anything was changed`,
      { cause: error, hint: "Run it again." },
    );
  } finally {
    view[Symbol.dispose]();
    await connection?.close();
  }
}

async function showAndAsk(plan: PlanDocument, invocation: Invocation): Promise<void> {
  const { formatPlan } = await import("../formats/format-plan.ts");
  invocation.terminal.tell(await invocation.terminal.fitTold(formatPlan(plan, invocation.terminal.paintTold)));
  await confirm(`Deploy ${plan.platform.name} to ${plan.environment} (context ${plan.target.context})?`, invocation);
}

interface LockInput {
  readonly session: Session;
  readonly options: DeployCommandOptions;
  readonly invocation: Invocation;
  readonly composition: Composition;
  readonly id: string;
}

/** Writes identity and charts beside the platform file before the cluster learns of them. */
async function recordLock({ session, options, invocation, composition, id }: LockInput): Promise<void> {
  const { lock, platform, environment } = session;
  const { compose } = await import("@helmwright/core");
  const all = (): readonly ChartPin[] | undefined => {
    if (options.only) return undefined;
    const others = Object.keys(platform.environments).filter((name) => name !== environment);
    const compositions = others.map((name) => compose(platform, { environment: name, kubernetes: composition.kubernetes }));
    // What another environment pins can't be told while it is invalid.
    return compositions.some(({ problems }) => problems.length > 0) ? undefined : [composition, ...compositions].flatMap(pinsOf);
  };
  const update = updatedLock({ ...lock, id }, { pins: pinsOf(composition), all });
  if (!update) return;
  await writePlatformLock(lock.path, update.lock);
  invocation.terminal.tell(`wrote ${lock.path}: ${update.news}; commit it with the platform`);
}

export function pinsOf({ instances }: Pick<Composition, "instances">): readonly ChartPin[] {
  return instances.flatMap(({ chart }) => chart ?? []);
}
