import type { HelmwrightError } from "@helmwright/core";

import { dig, listOf, textOf } from "./fields.ts";
import { podTemplateOf } from "./pod-template.ts";
import type { ProblemMaker } from "./problem-maker.ts";
import type { Placed } from "./world.ts";

/**
 * Deployments that can't roll out because their volume is for one node: the new pod waits for the volume, the old one
 * waits for the new pod. https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function readWriteOnceProblems(placed: readonly Placed[], problem: ProblemMaker): readonly HelmwrightError[] {
  const single = new Set(placed.flatMap(({ object, namespace }) => (isForOneNode(object) ? [`${namespace}/${object.metadata.name}`] : [])));
  return placed.flatMap((one) => {
    if (one.object.kind !== "Deployment") return [];
    const claim = listOf(podTemplateOf(one.object)?.spec["volumes"])
      .flatMap((volume) => textOf(dig(volume, "persistentVolumeClaim", "claimName")) ?? [])
      .find((name) => single.has(`${one.namespace}/${name}`));
    if (claim === undefined) return [];
    const replicas = dig(one.object, "spec", "replicas");
    if (typeof replicas === "number" && replicas > 1) {
      return [
        problem(
          one,
          "spec.replicas",
          `${replicas} pods share claim ${claim}, which is ReadWriteOnce`,
          "Set one replica, or use a ReadWriteMany storage class.",
          "READ_WRITE_ONCE",
        ),
      ];
    }
    if (dig(one.object, "spec", "strategy", "type") === "Recreate") return [];
    return [
      problem(
        one,
        "spec.strategy",
        `a rolling update deadlocks on claim ${claim}, which is ReadWriteOnce`,
        "Set the Deployment's strategy to Recreate.",
        "READ_WRITE_ONCE",
      ),
    ];
  });
}

function isForOneNode(object: Placed["object"]): boolean {
  if (object.kind !== "PersistentVolumeClaim") return false;
  const modes = listOf(dig(object, "spec", "accessModes"));
  return modes.length > 0 && modes.every((mode) => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
}
