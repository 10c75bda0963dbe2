import { exitCodes } from "../exit-codes.ts";
import type { Invocation } from "../invocation.ts";
import type { PlanCommandOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { checkLockedCharts } from "../platform-lock-file.ts";
import { savePlan } from "../saved-plan.ts";
import { hasChanges } from "../views/wording.ts";
import { withConnection } from "../with-connection.ts";
import { pinsOf } from "./deploy.ts";

/** Says what a deploy would do, and changes nothing. */
export async function planCommand(options: PlanCommandOptions, invocation: Invocation): Promise<Outcome> {
  const plan = await withConnection(options, invocation, async (connection, { lock }) => {
    checkLockedCharts(lock, pinsOf(await connection.composition()));
    return connection.plan();
  });
  if (options.out !== undefined) {
    await savePlan(options.out, plan);
    invocation.terminal.tell(`saved ${options.out}; apply exactly this with deploy --plan ${options.out}`);
  }
  return {
    exitCode: options.detailedExitcode && hasChanges(plan) ? exitCodes.changes : exitCodes.done,
    data: plan,
    prose: true,
    text: async () => (await import("../formats/format-plan.ts")).formatPlan(plan, invocation.terminal.paint),
  };
}
