import type { Manifest } from "@helmwright/core";

import type { BenchedChart } from "./benched-chart.ts";
import type { Cluster } from "./cluster.ts";
import type { Context } from "./contexts.ts";
import { placeOf, plantProbes, reasonOf, textOf, withoutWords } from "./probe.ts";
import type { Probe } from "./probe.ts";
import { newDocuments, readObjects } from "./rendered-objects.ts";

/** What became of an invented key. */
export type ProbeFinding =
  | { readonly is: "open"; readonly reason: string }
  | { readonly is: "nothing" }
  | { readonly is: "rejected" | "Helm fails" | "unclear" | "no base"; readonly message: string };

export interface RunProbesOptions {
  readonly cluster: Cluster;
  readonly context: Context;
}

type Findings = ReadonlyMap<Probe, ProbeFinding>;

/** Renders the chart with all the invented keys at once, and in halves where Helm refuses, and shows what comes out to the API server. */
export async function runProbes(chart: BenchedChart, probes: readonly Probe[], options: RunProbesOptions): Promise<Findings> {
  const { cluster, context } = options;
  if (probes.length === 0) return new Map();
  const given = context(probes.map(placeOf));
  const base = await chart.renderOnce(cluster.render, given);
  if (!base.ok) return inHalves(chart, probes, { ...options, otherwise: { is: "no base", message: base.message } });
  const rendering = await cluster.render(chart.folder, plantProbes(given, probes, chart.defaults));
  if (!rendering.ok) return inHalves(chart, probes, { ...options, otherwise: { is: "Helm fails", message: rendering.message } });
  const objects = readObjects(newDocuments(rendering.documents, base.documents)).map((object) => ({ object, text: textOf(object) }));
  const findings = new Map<Probe, ProbeFinding>();
  for (const probe of probes) {
    const holders = objects.filter(({ text }) => text.includes(probe.key)).map(({ object }) => object);
    const others = probes.filter((one) => one !== probe).map(({ key }) => key);
    findings.set(probe, await findingOf(holders, { probe, others, cluster }));
  }
  return findings;
}

async function inHalves(
  chart: BenchedChart,
  probes: readonly Probe[],
  options: RunProbesOptions & { readonly otherwise: ProbeFinding },
): Promise<Findings> {
  const [only] = probes;
  if (only !== undefined && probes.length === 1) return new Map([[only, options.otherwise]]);
  const middle = Math.ceil(probes.length / 2);
  const first = await runProbes(chart, probes.slice(0, middle), options);
  return new Map([...first, ...(await runProbes(chart, probes.slice(middle), options))]);
}

interface Judged {
  readonly probe: Probe;
  /** Keys of the other probes of this rendering, which may be what an object is refused for. */
  readonly others: readonly string[];
  readonly cluster: Cluster;
}

/** Open where an object with the key is accepted, and none is refused because of it. */
async function findingOf(holders: readonly Manifest[], judged: Judged): Promise<ProbeFinding> {
  const findings = await Promise.all(holders.map((object) => judge(object, judged)));
  const worst = findings.find(({ is }) => is === "rejected") ?? findings.find(({ is }) => is === "open") ?? findings[0];
  return worst ?? { is: "nothing" };
}

async function judge(object: Manifest, { probe: { key }, others, cluster: { api } }: Judged): Promise<ProbeFinding> {
  const open = { is: "open", reason: reasonOf(object, key) } as const;
  const withAll = await api.dryRun(object);
  if (withAll.is === "accepted") return open;
  if (withAll.is === "unknown kind") return { is: "unclear", message: withAll.message };
  const alone = await api.dryRun(withoutWords(object, others) as Manifest);
  if (alone.is === "accepted") return open;
  const without = await api.dryRun(withoutWords(object, [...others, key]) as Manifest);
  if (without.is === "accepted" || alone.message.toLowerCase().includes(`${key}:`)) return { is: "rejected", message: alone.message };
  return { is: "unclear", message: without.message };
}
