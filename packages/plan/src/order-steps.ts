import { findCycles, HelmwrightError } from "@helmwright/core";

import type { StepEdge } from "./closed-world.ts";

export interface Ordered {
  /** Every id after all that it needs; otherwise in the order given. */
  readonly order: readonly string[];
  readonly problems: readonly HelmwrightError[];
}

/** An order in which the steps can be done, or the cycles that leave none. */
export function orderSteps(ids: readonly string[], edges: readonly StepEdge[]): Ordered {
  const cycles = findCycles(edges);
  if (cycles.length > 0) {
    return {
      order: ids,
      problems: cycles.map(
        (cycle) =>
          new HelmwrightError("CYCLE", `order the steps: ${cycle.map(({ from, to, why }) => `${from} needs ${to} (${why})`).join("; ")}`, {
            hint: "Take one of these away: usually an option of the component that needs least of the other.",
          }),
      ),
    };
  }
  const needs = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const order: string[] = [];
  const visit = (id: string): void => {
    if (done.has(id)) return;
    done.add(id);
    for (const { to } of needs.get(id) ?? []) visit(to);
    order.push(id);
  };
  for (const id of ids) visit(id);
  return { order, problems: [] };
}
