import type { BenchedChart } from "./benched-chart.ts";
import type { Cluster } from "./cluster.ts";
import { contextsOf } from "./contexts.ts";
import { effectOf } from "./judge-problem.ts";
import { inventKey, placeOf } from "./probe.ts";
import type { Probe } from "./probe.ts";
import { runProbes } from "./run-probes.ts";
import type { ProbeFinding } from "./run-probes.ts";
import type { MissedTypo, OpenTypo, Typo } from "./typos.ts";
import { valueAt } from "./value-paths.ts";
import type { ValuePath } from "./value-paths.ts";

/** Kinds of values that an invented key gets in one map. */
const MOST_KINDS = 2;

/** What the cluster shows of typos that the checker did not report. */
export interface Classified {
  readonly open: readonly OpenTypo[];
  readonly missed: readonly MissedTypo[];
  readonly meant: readonly Typo[];
}

/** Tells typos in maps that take any key from those that should have been reported; the cluster decides. */
export async function classifyUnreported(chart: BenchedChart, typos: readonly Typo[], cluster: Cluster): Promise<Classified> {
  const maps = Map.groupBy(typos, ({ path }) => JSON.stringify(path.slice(0, -1)));
  const probes = [...maps.values()].flatMap((inMap) => likesOf(chart, inMap)).map((like, index) => probeLike(like, index));
  const findings = await probeEverywhere(chart, probes, cluster);
  const open: OpenTypo[] = [];
  const missed: MissedTypo[] = [];
  const meant: Typo[] = [];
  for (const [map, inMap] of maps) {
    const found = findings.get(map) ?? { is: "nothing" };
    if (found.is === "open") {
      open.push(...inMap.map((typo) => ({ ...typo, reason: found.reason })));
      continue;
    }
    for (const typo of inMap) {
      if (found.is === "nothing" && (await isMeant(chart, typo, cluster))) meant.push(typo);
      else missed.push({ ...typo, why: whyMissed(found) });
    }
  }
  return { open, missed, meant };
}

/** Whether the misspelt key is itself a key that the chart reads: an invented one changes nothing there, and this one does. */
async function isMeant(chart: BenchedChart, { path, misspelt }: Typo, cluster: Cluster): Promise<boolean> {
  const isRead = [...chart.tree.files].some(([file, content]) => file.includes("templates/") && words(content).has(misspelt));
  return isRead && (await effectOf(chart, { values: {}, path: [...path.slice(0, -1), misspelt] }, cluster)) !== undefined;
}

function words(content: Buffer): ReadonlySet<string> {
  return new Set(content.toString("utf8").match(/[\w-]+/gu));
}

/** What is found of each map, in one context after the other, until it is shown to be open. */
async function probeEverywhere(
  chart: BenchedChart,
  probes: readonly Probe[],
  cluster: Cluster,
): Promise<ReadonlyMap<string, ProbeFinding>> {
  const findings = new Map<string, ProbeFinding>();
  const remember = (found: ReadonlyMap<Probe, ProbeFinding>): void => {
    for (const [{ map }, finding] of found) {
      const key = JSON.stringify(map);
      if (weightOf(finding) > weightOf(findings.get(key))) findings.set(key, finding);
    }
  };
  const left = (): readonly Probe[] => probes.filter(({ map }) => findings.get(JSON.stringify(map))?.is !== "open");
  const { values: base = {} } = await chart.base(cluster.render);
  const contexts = contextsOf(chart, base);
  const tried = new Set<string>();
  for (const context of contexts) {
    const given = JSON.stringify([context(left().map(placeOf)), left().map(({ key }) => key)]);
    if (!tried.has(given)) remember(await runProbes(chart, left(), { cluster, context }));
    tried.add(given);
  }
  // Two parts alike may be refused where one is taken: a port number, a path.
  const spoilt = left().filter(({ map }) => weightOf(findings.get(JSON.stringify(map))) > 1);
  const instead = spoilt.map((probe) => ({ ...probe, instead: true }));
  for (const context of contexts.slice(0, 2)) remember(await runProbes(chart, instead, { cluster, context }));
  return findings;
}

function probeLike(like: ValuePath, index: number): Probe {
  const name = String(like.at(-1));
  return { map: like.slice(0, -1), like: name, key: inventKey(index, name), instead: false };
}

/** Keys of one map whose values are of different types. */
function likesOf({ defaults }: BenchedChart, typos: readonly Typo[]): readonly ValuePath[] {
  const byType = new Map(typos.map(({ path }) => [typeof valueAt(defaults, path), path]));
  return [...byType.values()].slice(0, MOST_KINDS);
}

const WEIGHTS: readonly ProbeFinding["is"][] = ["no base", "nothing", "unclear", "Helm fails", "rejected", "open"];

function weightOf(finding: ProbeFinding | undefined): number {
  return finding === undefined ? -1 : WEIGHTS.indexOf(finding.is);
}

function whyMissed(finding: ProbeFinding): string {
  switch (finding.is) {
    case "nothing":
      return "comes out nowhere";
    case "no base":
      return `Helm renders nothing to try it in: ${finding.message}`;
    case "unclear":
      return `the object is refused without it too: ${finding.message}`;
    case "Helm fails":
      return `Helm refuses it: ${finding.message}`;
    case "rejected":
      return `the API server refuses it: ${finding.message}`;
    case "open":
      return finding.reason;
  }
}
