import { HelmwrightError, nearestOf } from "@helmwright/core";
import type { Composition } from "@helmwright/core";

/** The composition with the named instances and everything they need. Throws `INSTANCE_UNKNOWN`. */
export function onlyInstances(composition: Composition, only: readonly string[] | undefined): Composition {
  if (!only) return composition;
  requireInstances(composition, only);
  const wanted = new Set(only);
  for (const id of wanted) for (const { from, to } of composition.edges) if (from === id) wanted.add(to);
  return {
    ...composition,
    instances: composition.instances.filter(({ id }) => wanted.has(id)),
    edges: composition.edges.filter(({ from }) => wanted.has(from)),
  };
}

/** Throws `INSTANCE_UNKNOWN` for a name that the composition doesn't have. */
export function requireInstances(composition: Composition, only: readonly string[] = []): void {
  const ids = composition.instances.map(({ id }) => id);
  for (const name of only) {
    if (ids.includes(name)) continue;
    const nearest = nearestOf(name, ids);
    throw new HelmwrightError("INSTANCE_UNKNOWN", `choose instances of ${composition.platform}: there is no ${name}`, {
      hint: nearest === undefined ? `It has ${ids.join(", ")}.` : `Did you mean ${nearest}?`,
      subject: { component: name },
    });
  }
}

interface OwnedStep {
  readonly id: string;
  readonly component: string;
}

/** Ids of the steps of the named instances and of every step that these need, by whatever edge; of all without names. */
export function chosenSteps(
  steps: readonly OwnedStep[],
  edges: readonly { readonly from: string; readonly to: string }[],
  only: readonly string[] | undefined,
): ReadonlySet<string> {
  const chosen = new Set(steps.filter(({ component }) => !only || only.includes(component)).map(({ id }) => id));
  for (const id of chosen) for (const { from, to } of edges) if (from === id) chosen.add(to);
  return chosen;
}
