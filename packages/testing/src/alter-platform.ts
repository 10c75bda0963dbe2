import type { ChartPin, Component, Platform } from "@helmwright/core";

export interface Alteration {
  /** Another version of the component's chart. Default: its own. */
  readonly chart?: Pick<ChartPin, "version" | "digest"> | undefined;
  /** A component of the same kind, whose options and placement it gets. Default: its own. */
  readonly as?: Component | undefined;
}

/**
 * The platform with other charts or options, by the type of its components: what it was before an upgrade. Its `compose`
 * has to make new components each time; they are altered in place, so references between them stay good.
 */
export function alterPlatform(platform: Platform, alterations: Readonly<Record<string, Alteration>>): Platform {
  const compose: Platform["compose"] = (environment) => {
    const record = platform.compose(environment);
    for (const component of Object.values(record)) {
      const { chart, as } = alterations[component.type] ?? {};
      if (as) Object.assign(component, { options: as.options, placement: as.placement, bound: as.bound });
      if (chart && component.bound.chart) Object.assign(component.bound, { chart: { ...component.bound.chart, ...chart } });
    }
    return record;
  };
  return { ...platform, compose };
}
