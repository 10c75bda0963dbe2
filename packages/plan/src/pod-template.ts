import type { Manifest } from "@helmwright/core";

import { dig, fieldsOf } from "./fields.ts";
import type { Fields } from "./fields.ts";

export interface PodTemplate {
  readonly spec: Fields;
  readonly labels: Fields;
  /** Path of the pod spec in the object. */
  readonly path: string;
}

const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

/** The pod that a workload of a built-in kind runs; undefined for other kinds. */
export function podTemplateOf(object: Manifest): PodTemplate | undefined {
  const path = templatePaths[object.kind];
  if (!path) return undefined;
  const template = dig(object, ...path);
  return {
    spec: fieldsOf(dig(template, "spec")),
    labels: fieldsOf(dig(template, "metadata", "labels")),
    path: [...path, "spec"].join("."),
  };
}
