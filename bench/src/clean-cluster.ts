import { setTimeout as sleep } from "node:timers/promises";

import { formatObject, objectIdOf } from "@helmwright/core";
import type { ApiResource, KindId, ObjectId } from "@helmwright/core";
import { connectCluster, readinessOf } from "@helmwright/kube";
import type { ClusterConnection } from "@helmwright/kube";

import type { Arena } from "./contestants.ts";

const counted: readonly KindId[] = [
  { apiVersion: "apps/v1", kind: "Deployment" },
  { apiVersion: "apps/v1", kind: "StatefulSet" },
  { apiVersion: "apps/v1", kind: "DaemonSet" },
  { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" },
];

/** The cluster as it was before anything was deployed, and the way back to it. */
export interface CleanCluster {
  /** How many workloads and definitions there are; throws when one of them is not ready. */
  countReady(): Promise<number>;
  /** Deletes every cluster-scoped object that is new, namespaces included, and waits until it has gone. */
  clean(): Promise<void>;
  close(): void;
}

export async function rememberCluster({ kubeconfig, context }: Arena): Promise<CleanCluster> {
  const cluster = await connectCluster({ kubeconfig, context });
  const before = new Set((await clusterScoped(cluster)).map(formatObject));
  return {
    countReady: async () => {
      const live = (await Promise.all(counted.map((kind) => cluster.list(kind)))).flat();
      const open = live.filter((object) => !readinessOf(object).ready);
      if (open.length > 0) throw new Error(`not ready: ${open.map((object) => formatObject(objectIdOf(object))).join(", ")}`);
      return live.length;
    },
    clean: async () => {
      for (;;) {
        const left = (await clusterScoped(cluster)).filter((id) => !before.has(formatObject(id)));
        if (left.length === 0) return;
        await Promise.all(left.map((id) => cluster.remove(id)));
        await sleep(300);
      }
    },
    close: () => cluster.close(),
  };
}

async function clusterScoped(cluster: ClusterConnection): Promise<readonly ObjectId[]> {
  const wanted = ({ namespaced, verbs }: ApiResource): boolean => !namespaced && verbs.includes("list") && verbs.includes("delete");
  const lists = (await cluster.resources())
    .filter(wanted)
    .map(({ group, version, kind }) => cluster.listMetadata({ apiVersion: group === "" ? version : `${group}/${version}`, kind }));
  return (await Promise.all(lists)).flat().map(objectIdOf);
}
