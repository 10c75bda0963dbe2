import { Readable } from "node:stream";
import { type ChartPin, HelmwrightError } from "@helmwright/core";
import type { ChartStoreOptions } from "./chart-store.ts";
import { nearestVersions } from "./nearest-versions.ts";
import { openSource } from "./open-source.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

export interface PinChartOptions extends Pick<ChartStoreOptions, "fetch" | "helm" | "plainHttpHosts" | "signal" | "limits"> {
  /** The official repository that the pin is to name. */
  readonly repository: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Makes the pin for a chart, with the digest of what `from` (a mirror, or the official repository) has today.
 *
 * @throws HelmwrightError `CHART_VERSION_UNKNOWN` and whatever reading the source and the archive throws
 */
export async function pinChart(from: string, options: PinChartOptions): Promise<ChartPin> {
  const { repository, name, version, limits = {}, signal, helm, plainHttpHosts = [] } = options;
  const source = openSource(from, { fetch: options.fetch ?? globalThis.fetch, helm, plainHttpHosts, signal, limits });
  const answer = await source.fetch({ name, version });
  if (!answer.found) {
    const nearest = nearestVersions(answer.versions, version);
    throw new HelmwrightError(
      "CHART_VERSION_UNKNOWN",
      `pin chart ${name} ${version}: ${source.label} has ${nearest.join(", ") || "no such chart"}`,
      {
        hint: "Choose one of these versions, or another source.",
        subject: { chart: `${name} ${version}` },
      },
    );
  }
  return { repository, name, version, digest: treeDigest(await readChartArchive(Readable.from([answer.archive]), limits)) };
}
