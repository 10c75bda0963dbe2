import { HelmwrightError, nearestOf } from "@helmwright/core";
import type { Composition } from "@helmwright/core";

/** The composition with the named instances and everything they need. Throws `INSTANCE_UNKNOWN`. */
export function onlyInstances(composition: Composition, only: readonly string[] | undefined): Composition {
  if (!only) return composition;
  const ids = composition.instances.map(({ id }) => id);
  for (const name of only) {
    if (ids.includes(name)) continue;
    const nearest = nearestOf(name, ids);
    throw new HelmwrightError("INSTANCE_UNKNOWN", `choose instances of ${composition.platform}: there is no ${name}`, {
      hint: nearest === undefined ? `It has ${ids.join(", ")}.` : `Did you mean ${nearest}?`,
      subject: { component: name },
    });
  }
  const wanted = new Set(only);
  for (const id of wanted) for (const { from, to } of composition.edges) if (from === id) wanted.add(to);
  return {
    ...composition,
    instances: composition.instances.filter(({ id }) => wanted.has(id)),
    edges: composition.edges.filter(({ from }) => wanted.has(from)),
  };
}
