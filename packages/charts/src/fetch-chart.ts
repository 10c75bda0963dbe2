import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { type ChartPin, HelmwrightError } from "@helmwright/core";
import type { ArchiveLimits } from "./archive-limits.ts";
import { describeChart } from "./check-pin.ts";
import type { ArchiveOrigin } from "./chart-cache.ts";
import type { ChartSource } from "./chart-source.ts";
import type { ChartTree } from "./chart-tree.ts";
import { nearestVersions } from "./nearest-versions.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

/** A chart with the content that its pin names. */
export interface FetchedChart {
  readonly tree: ChartTree;
  readonly origin: ArchiveOrigin;
}

/** Why a source did not give the chart. */
interface Attempt {
  readonly source: ChartSource;
  /** Set when the source answered and doesn't have the version. */
  readonly versions?: readonly string[];
  readonly error?: HelmwrightError;
}

export function archiveDigest(archive: Buffer): string {
  return `sha256:${createHash("sha256").update(archive).digest("hex")}`;
}

function mismatch(pin: ChartPin, location: string, found: string): HelmwrightError {
  return new HelmwrightError(
    "CHART_DIGEST_MISMATCH",
    `resolve chart ${describeChart(pin)}: the content from ${location} is not what the pin names: expected ${pin.digest}, found ${found}`,
    {
      hint: "Find out why the source has other content under this version. Only when the change is wanted, write the new digest into the component's chart.ts.",
      subject: { chart: describeChart(pin) },
    },
  );
}

function describeAttempt({ source, versions, error }: Attempt, pin: ChartPin): string {
  if (error !== undefined) return `${source.label}: ${error.message}`;
  const nearest = nearestVersions(versions ?? [], pin.version);
  return `${source.label}: ${nearest.length === 0 ? "it does not have this chart" : `it has ${nearest.join(", ")}`}`;
}

function nothingFound(pin: ChartPin, attempts: readonly Attempt[]): HelmwrightError {
  const codes = new Set(attempts.map(({ error }) => error?.code));
  const unknown =
    attempts.some(({ versions }) => versions !== undefined && versions.length > 0) || attempts.every(({ error }) => error === undefined);
  const [only] = codes;
  const code = unknown ? "CHART_VERSION_UNKNOWN" : codes.size === 1 && only !== undefined ? only : "CHART_UNAVAILABLE";
  const causes = attempts.flatMap(({ error }) => (error === undefined ? [] : [error]));
  return new HelmwrightError(
    code,
    `resolve chart ${describeChart(pin)}: ${unknown ? "no source has this version" : "no source could give it"}. Looked in ${attempts
      .map((attempt) => describeAttempt(attempt, pin))
      .join("; ")}`,
    {
      hint: unknown
        ? "Choose one of these versions, or add the archive to a mirror."
        : "Repair one of these sources, or name a mirror in HELMWRIGHT_CHART_MIRRORS.",
      subject: { chart: describeChart(pin) },
      cause: causes.length === 1 ? causes[0] : causes.length === 0 ? undefined : new AggregateError(causes),
    },
  );
}

function asProblem(error: unknown, source: ChartSource): HelmwrightError {
  if (error instanceof HelmwrightError) return error;
  return new HelmwrightError("CHART_SOURCE_FAILED", `ask ${source.label}: it gave an answer that can't be read`, { cause: error });
}

/**
 * Asks the sources in order for a chart until one gives it. Other content under the pin's name is an error at once.
 *
 * @throws HelmwrightError `CHART_DIGEST_MISMATCH`, `CHART_VERSION_UNKNOWN`, `ABORTED`, the one code that all sources failed with, or
 * `CHART_UNAVAILABLE`; the message names every source that was asked
 */
export async function fetchChart(pin: ChartPin, sources: readonly ChartSource[], limits: ArchiveLimits): Promise<FetchedChart> {
  const attempts: Attempt[] = [];
  for (const source of sources) {
    try {
      const answer = await source.fetch(pin);
      if (!answer.found) {
        attempts.push({ source, versions: answer.versions });
        continue;
      }
      const tree = await readChartArchive(Readable.from([answer.archive]), limits);
      const found = treeDigest(tree);
      if (found !== pin.digest) throw mismatch(pin, answer.location, found);
      return { tree, origin: { source: source.label, archiveDigest: archiveDigest(answer.archive) } };
    } catch (error) {
      const problem = asProblem(error, source);
      if (problem.code === "CHART_DIGEST_MISMATCH" || problem.code === "ABORTED") throw problem;
      attempts.push({ source, error: problem });
    }
  }
  throw nothingFound(pin, attempts);
}
