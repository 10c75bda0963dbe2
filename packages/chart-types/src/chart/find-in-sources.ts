import { type ChartSource, nearestVersions } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";
import { chooseVersion } from "./choose-version.ts";

export interface FoundArchive {
  readonly archive: Buffer;
  readonly location: string;
}

/** What one source has instead of the chart. */
interface Miss {
  readonly source: ChartSource;
  readonly versions: readonly string[];
}

interface Wanted {
  readonly name: string;
  /** A version or a range; undefined is the newest. */
  readonly version: string | undefined;
}

async function askSource(source: ChartSource, { name, version }: Wanted): Promise<FoundArchive | readonly string[]> {
  const versions = await source.versions(name).catch((error: unknown) => {
    // A private registry gives what is asked for by its version, but no list.
    if (source.kind !== "oci" || version === undefined) throw error;
    return [version];
  });
  const chosen = chooseVersion(versions, version);
  if (chosen === undefined) return versions;
  const answer = await source.fetch({ name, version: chosen });
  return answer.found ? { archive: answer.archive, location: answer.location } : answer.versions;
}

function describeMiss({ source, versions }: Miss, wanted: string | undefined): string {
  const near = wanted === undefined ? versions.slice(0, 5) : nearestVersions(versions, wanted);
  return `${source.label}: ${near.length === 0 ? "it does not have this chart" : `it has ${near.join(", ")}`}`;
}

/**
 * Asks sources in order for a chart until one has it.
 *
 * @throws HelmwrightError `CHART_VERSION_UNKNOWN`, `CHART_NOT_FOUND`, and what asking a source throws
 */
export async function findInSources(sources: readonly ChartSource[], wanted: Wanted): Promise<FoundArchive> {
  const { name, version } = wanted;
  const misses: Miss[] = [];
  for (const source of sources) {
    const answer = await askSource(source, wanted);
    if ("archive" in answer) return answer;
    misses.push({ source, versions: answer });
  }
  const chart = version === undefined ? name : `${name} ${version}`;
  const otherVersion = misses.some(({ versions }) => versions.length > 0);
  const asked = misses.map((miss) => describeMiss(miss, version)).join("; ");
  throw new HelmwrightError(
    otherVersion ? "CHART_VERSION_UNKNOWN" : "CHART_NOT_FOUND",
    `find chart ${chart}: no source has it. Looked in ${asked}`,
    {
      hint: otherVersion ? "Choose one of these versions." : "Check the name, or name the chart's repository with --repo.",
      subject: { chart },
    },
  );
}
