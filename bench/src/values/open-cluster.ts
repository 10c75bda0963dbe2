import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ApiResource } from "@helmwright/core";
import type { ClusterConnection } from "@helmwright/kube";
import { resolveTools, sandboxUp } from "@helmwright/sandbox";

import { openApiServer } from "./api-server.ts";
import { benchedChart } from "./benched-chart.ts";
import type { BenchedChart } from "./benched-chart.ts";
import type { Cluster } from "./cluster.ts";
import { connectSandbox, findCrds, installCrds } from "./install-crds.ts";
import { mirrorCharts, mirrorFolder } from "./mirror-charts.ts";
import { createRenderer, RELEASE } from "./renderer.ts";

export interface OpenClusterOptions {
  /** Name of the sandbox. It stays: one that is prepared already is ready at once. */
  readonly sandbox: string;
  readonly scratch: string;
  readonly onProgress: (text: string) => void;
}

export interface OpenCluster extends Cluster {
  /** Ends the connections. */
  close(): void;
}

/** Starts a sandbox that knows the custom resources of every chart of the mirror, and a renderer that tells the charts so. */
export async function openCluster({ sandbox, scratch, onProgress }: OpenClusterOptions): Promise<OpenCluster> {
  const { helm } = await resolveTools({ names: ["helm"] });
  const { kubeconfig, contextName } = await sandboxUp({ name: sandbox });
  const connection = await connectSandbox(kubeconfig, contextName);
  const renderer = { helm: helm?.path ?? "helm", home: join(scratch, "helm") };
  try {
    if (!(await isPrepared(connection))) await prepare(connection, { ...renderer, scratch, onProgress });
    const resources = await connection.resources();
    const api = await openApiServer(kubeconfig, resources, RELEASE);
    return { render: createRenderer({ ...renderer, apiVersions: apiVersionsOf(resources) }), api, close: () => api.close() };
  } finally {
    connection.close();
  }
}

/** A folder of this run's own. */
export function makeScratch(): Promise<string> {
  return mkdtemp(join(tmpdir(), "helmwright-values-"));
}

const NAMESPACE = { apiVersion: "v1", kind: "Namespace" };

/** The namespace of the releases is made last. */
async function isPrepared(connection: ClusterConnection): Promise<boolean> {
  return (await connection.get({ ...NAMESPACE, name: RELEASE })) !== undefined;
}

async function prepare(
  connection: ClusterConnection,
  {
    helm,
    home,
    scratch,
    onProgress,
  }: { readonly helm: string; readonly home: string } & Pick<OpenClusterOptions, "scratch" | "onProgress">,
): Promise<void> {
  const mirror = mirrorFolder();
  const charts: BenchedChart[] = [];
  for (const chart of await mirrorCharts(mirror, [])) {
    await benchedChart(chart, { scratch }).then(
      (opened) => charts.push(opened),
      (error: unknown) => onProgress(`no definitions from ${chart.id}: ${String(error)}`),
    );
  }
  const crds = await findCrds(charts, mirror, createRenderer({ helm, home, apiVersions: [] }));
  onProgress(`installing ${crds.length} custom resource definitions`);
  for (const problem of await installCrds(connection, crds)) onProgress(problem);
  await connection.apply({ ...NAMESPACE, metadata: { name: RELEASE } }, { manager: "bench" });
}

/** What `.Capabilities.APIVersions` has on this cluster: `group/version` and `group/version/Kind` of what is not built in. */
function apiVersionsOf(resources: readonly ApiResource[]): readonly string[] {
  const custom = resources.filter(
    ({ group }) =>
      group.includes(".") &&
      !/(?:^|\.)(?:authorization|authentication|rbac|storage|networking|apiregistration|apiextensions|admissionregistration|certificates|coordination|discovery|events|flowcontrol\.apiserver|node|scheduling|resource|internal\.apiserver|storagemigration)\.k8s\.io$/u.test(
        group,
      ),
  );
  return [...new Set(custom.flatMap(({ group, version, kind }) => [`${group}/${version}`, `${group}/${version}/${kind}`]))];
}
