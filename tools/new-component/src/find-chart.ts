import { createChartStore, nearestVersions, pinChart } from "@helmwright/charts";
import type { ChartStore, OciPuller } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import type { ChartPin } from "@helmwright/core";
import { parseKubernetesYaml } from "@helmwright/helm/yaml";
import { maxSatisfying } from "semver";

import { findRepository } from "./find-repository.ts";

export interface WantedChart {
  readonly chart: string;
  readonly version: string | undefined;
  readonly repository: string | undefined;
  readonly mirrors: readonly string[];
}

export interface FoundChart {
  readonly pin: ChartPin;
  /** The keys at the top of its `values.yaml`. */
  readonly valueKeys: readonly string[];
}

/** Pins a chart, from the first mirror that has it, else from its repository. Throws what the chart store throws, and `CHART_VERSION_UNKNOWN`. */
export async function findChart({ chart, version, repository, mirrors }: WantedChart): Promise<FoundChart> {
  const official = repository ?? (await findRepository(chart, mirrors));
  const store = createChartStore({ mirrors, helm: lazyHelm });
  const { from, chosen } = await chooseSource(store, [...mirrors, official], { chart, version });
  const pin = await pinChart(from, { repository: official, name: chart, version: chosen, helm: lazyHelm });
  const { files } = await (await store.resolve(pin)).readTree();
  const values = parseKubernetesYaml(files.get("values.yaml")?.toString("utf8") ?? "")[0];
  return { pin, valueKeys: typeof values === "object" && values !== null ? Object.keys(values) : [] };
}

async function chooseSource(
  store: ChartStore,
  sources: readonly string[],
  { chart, version }: Pick<WantedChart, "chart" | "version">,
): Promise<{ readonly from: string; readonly chosen: string }> {
  const known: string[] = [];
  for (const from of sources) {
    const versions = await store.findVersions(from, chart);
    const chosen = version === undefined ? maxSatisfying([...versions], "*") : versions.find((one) => one === version);
    if (chosen) return { from, chosen };
    known.push(...versions);
  }
  throw new HelmwrightError("CHART_VERSION_UNKNOWN", `find chart ${chart} ${version ?? ""}: there is ${nearestOf(known, version)}`, {
    hint: "Choose one of these versions, or check the chart's name and --repository.",
    subject: { chart },
  });
}

function nearestOf(versions: readonly string[], wanted = ""): string {
  return nearestVersions(versions, wanted).join(", ") || "no such chart";
}

/** Only charts in OCI registries need Helm. */
const lazyHelm: OciPuller = {
  pull: async (...request) => {
    const [{ createHelm }, { resolveTools }] = await Promise.all([import("@helmwright/helm"), import("@helmwright/sandbox")]);
    const { helm } = await resolveTools({ names: ["helm"] });
    return createHelm({ binary: helm?.path }).pull(...request);
  },
};
