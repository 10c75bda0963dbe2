import type { FoundChart } from "@helmwright/chart-types";

import type { ChartCommandOptions } from "./chart-options.ts";
import { helmAtHand } from "./helm-at-hand.ts";
import { showActivity } from "./show-activity.ts";
import type { Terminal } from "./terminal.ts";

/** Gets the chart that somebody named on the command line. Throws what `resolveChartArgument` throws. */
export async function findChart(argument: string, { version, repo }: ChartCommandOptions, terminal: Terminal): Promise<FoundChart> {
  const { resolveChartArgument } = await import("@helmwright/chart-types");
  using _activity = showActivity(terminal, `getting chart ${argument}`);
  const isOci = [argument, repo].some((address) => address?.startsWith("oci://"));
  const helm = isOci ? await helmAtHand() : undefined;
  return await resolveChartArgument(argument, { version, repository: repo, helm });
}
