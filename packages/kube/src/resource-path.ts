import { groupOf } from "@helmwright/core";
import type { ApiResource } from "@helmwright/core";

/** The path of a kind, of its objects in one namespace, or of one object. */
export function resourcePath({ group, version, plural, namespaced }: ApiResource, namespace?: string, name?: string): string {
  const base = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const inside = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  return `${base}${inside}/${plural}${name === undefined ? "" : `/${encodeURIComponent(name)}`}`;
}

/** Kinds every cluster has, so that reading them needs no discovery. */
const builtIn: readonly ApiResource[] = [
  { group: "", version: "v1", kind: "Namespace", plural: "namespaces", namespaced: false, verbs: [] },
  { group: "", version: "v1", kind: "Secret", plural: "secrets", namespaced: true, verbs: [] },
  { group: "", version: "v1", kind: "Event", plural: "events", namespaced: true, verbs: [] },
  { group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases", namespaced: true, verbs: [] },
  {
    group: "apiextensions.k8s.io",
    version: "v1",
    kind: "CustomResourceDefinition",
    plural: "customresourcedefinitions",
    namespaced: false,
    verbs: [],
  },
];

export function findResource(resources: readonly ApiResource[], apiVersion: string, kind: string): ApiResource | undefined {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
  return resources.find((one) => one.group === group && one.version === version && one.kind === kind);
}

export function builtInResource(apiVersion: string, kind: string): ApiResource | undefined {
  return findResource(builtIn, apiVersion, kind);
}
