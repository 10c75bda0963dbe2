import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { chartCrds } from "@helmwright/charts";
import type { Manifest } from "@helmwright/core";
import { connectCluster } from "@helmwright/kube";
import type { ClusterConnection } from "@helmwright/kube";
import pLimit from "p-limit";

import type { BenchedChart } from "./benched-chart.ts";
import { readObjects } from "./rendered-objects.ts";
import type { Render } from "./renderer.ts";
import { setSwitches } from "./switches.ts";

const KIND = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
const AT_ONCE = 6;

/** Every definition that the charts of the mirror and the folder `crds` beside it have, the newest chart's where several do. */
export async function findCrds(charts: readonly BenchedChart[], mirror: string, render: Render): Promise<readonly Manifest[]> {
  const found = new Map<string, Manifest>();
  const add = (objects: readonly Manifest[]): void => {
    for (const object of objects) if (isCrd(object)) found.set(object.metadata.name, object);
  };
  const beside = join(mirror, "../crds");
  const files = existsSync(beside) ? (await readdir(beside)).toSorted() : [];
  const rendered = await Promise.all(charts.map((chart) => renderedCrds(chart, render)));
  for (const [index, chart] of charts.entries()) {
    add(rendered[index] ?? []);
    add(chartCrds(chart.tree).flatMap(({ objects }) => objects));
  }
  // The standard channel comes after the experimental one in the alphabet, and has less.
  for (const file of files.toReversed()) add(readObjects((await readFile(join(beside, file), "utf8")).split(/^---(?=\s|$)/mu)));
  return [...found.values()];
}

/** Definitions among the templates, with everything switched on that speaks of them. */
async function renderedCrds({ folder, merged }: BenchedChart, render: Render): Promise<readonly Manifest[]> {
  const switched = setSwitches({}, merged, (path) => /crd/iu.test(path.join(".")));
  const given = Object.keys(switched).length === 0 ? [{}] : [{}, switched];
  const renderings = await Promise.all(given.map((values) => render(folder, values)));
  return renderings.flatMap((one) => (one.ok ? readObjects(one.documents.filter((document) => document.includes(KIND.kind))) : []));
}

/** Installs definitions and waits until the API server serves them. Returns what it refused. */
export async function installCrds(cluster: ClusterConnection, crds: readonly Manifest[]): Promise<readonly string[]> {
  const limit = pLimit(AT_ONCE);
  const refused: string[] = [];
  const install = async (crd: Manifest): Promise<void> => {
    await cluster.apply(servedWithoutWebhook(crd), { manager: "bench", force: true }).catch((error: unknown) => {
      refused.push(error instanceof Error ? error.message : String(error));
    });
  };
  await Promise.all(crds.map((crd) => limit(() => install(crd))));
  for (let time = 0; time < 120 && !(await allServed(cluster)); time += 1) await sleep(1000);
  return refused;
}

/** Opens a connection to a sandbox. */
export function connectSandbox(kubeconfig: string, context: string): Promise<ClusterConnection> {
  return connectCluster({ kubeconfig, context });
}

interface CrdStatus {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

async function allServed(cluster: ClusterConnection): Promise<boolean> {
  const live = (await cluster.list(KIND)) as readonly CrdStatus[];
  return live.every(({ status }) => status?.conditions?.some(({ type, status: is }) => type === "Established" && is === "True") ?? false);
}

/** No operator runs that could convert between versions. */
function servedWithoutWebhook(crd: Manifest): Manifest {
  const { status: _status, spec, ...rest } = crd as Manifest & { readonly spec?: Readonly<Record<string, unknown>> };
  const { conversion: _conversion, ...own } = spec ?? {};
  const { name, labels } = crd.metadata;
  const approval = crd.metadata.annotations?.["api-approved.kubernetes.io"];
  const annotations = approval === undefined ? {} : { annotations: { "api-approved.kubernetes.io": approval } };
  return { ...rest, spec: own, metadata: { name, ...(labels ? { labels } : {}), ...annotations } } as Manifest;
}

function isCrd({ apiVersion, kind }: Manifest): boolean {
  return kind === KIND.kind && apiVersion === KIND.apiVersion;
}
