import { definePlatform } from "@helmwright/sdk";
import type { Platform } from "@helmwright/sdk";

import { benchChart } from "./src/bench-chart.ts";
import { benchCharts } from "./src/bench-charts.ts";

/** The charts of the benchmark as one platform. */
const platform: Platform = definePlatform({
  name: "bench",
  environments: { bench: { target: "sandbox", profile: "single-node" } },
  compose: () => Object.fromEntries(benchCharts.map((chart) => [chart.pin.name, benchChart(chart)])),
});
export default platform;
