import { component, defineComponent } from "@helmwright/sdk";
import type { ChartPin, Component, Lifecycle, RunTimeObject } from "@helmwright/sdk";

/** One chart of the benchmark, for every contestant alike. */
export interface BenchChart {
  readonly pin: ChartPin;
  /** Default: the chart's own. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Secrets that a hook or a pod of the chart makes and its pods mount. Default: none. */
  readonly madeAtRunTime?: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Every chart has a namespace of its own, so that no contestant has to wait for another release. */
export function namespaceOf({ pin }: BenchChart): string {
  return `bench-${pin.name}`;
}

/** Any chart as a component without options: what has to be deployed and nothing beside it. */
export function benchChart(chart: BenchChart): Component & Lifecycle {
  const { pin, values = {}, madeAtRunTime = [] } = chart;
  const spec = defineComponent<Record<never, never>, Values>({
    name: pin.name,
    chart: pin,
    namespace: { name: namespaceOf(chart), podSecurity: "privileged" },
    options: {},
    // Values as they are, whatever the chart takes.
    chartValues: "{}",
    values: () => values,
    atRunTime: (): readonly RunTimeObject[] =>
      madeAtRunTime.map((name) => ({ apiVersion: "v1", kind: "Secret", namespace: namespaceOf(chart), name, by: pin.name })),
  });
  return component(spec, {}, undefined, () => ({}));
}
