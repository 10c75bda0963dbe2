import { createChartStore } from "@helmwright/charts";
import type { ChartStore } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import type { Instance, Manifest } from "@helmwright/core";
import { createHelm } from "@helmwright/helm";
import type { Helm } from "@helmwright/helm";
import { resolveTools } from "@helmwright/sandbox";

export interface RenderOptions {
  /** Version of the API server that the chart is told, without `v`. Default: `1.37.1`. */
  readonly kubernetes?: string | undefined;
}

/**
 * The objects that an instance's chart renders to with the pinned Helm, hooks included and `crds/` left out. None without
 * a chart. Throws what the chart store, the tools and Helm throw.
 */
export async function renderInstance(
  { chart, release, values }: Instance,
  { kubernetes = "1.37.1" }: RenderOptions = {},
): Promise<readonly Manifest[]> {
  if (!chart) return [];
  const { helm, store } = await (renderer ??= prepare());
  const { path } = await store.resolve(chart);
  const rendered = await helm.template(release.name, path, { namespace: release.namespace, kubeVersion: kubernetes, values });
  return [...rendered.manifests, ...rendered.hooks].map(({ object }) => object);
}

let renderer: Promise<{ readonly helm: Helm; readonly store: ChartStore }> | undefined;

async function prepare(): Promise<{ readonly helm: Helm; readonly store: ChartStore }> {
  const { helm: tool } = await resolveTools({ names: ["helm"] });
  if (!tool) throw new HelmwrightError("TOOLS_UNAVAILABLE", "render charts: there is no helm", { hint: "Run the doctor." });
  const helm = createHelm({ binary: tool.path });
  return { helm, store: createChartStore({ helm }) };
}
