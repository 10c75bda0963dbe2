import { groupOf } from "@helmwright/core";
import type { Manifest } from "@helmwright/core";

import { isBuiltInGroup } from "./built-in.ts";
import { fieldsOf, listOf, textOf } from "./fields.ts";
import type { Use } from "./use.ts";

/** Fields of custom resources that name a Secret by convention: `passwordSecret`, `apiTokenSecretRef`, `credential`. */
const SECRET_FIELD = /(secret|secretref|secretkeyref|credential)$/i;

/**
 * Secrets that a custom resource names by the conventions of its field names. `home` is the namespace of its release,
 * where operators look for what a cluster-scoped resource names.
 */
export function customUses(object: Manifest, namespace: string, home: string): readonly Use[] {
  if (isBuiltInGroup(groupOf(object.apiVersion))) return [];
  const fallback = namespace === "" ? home : namespace;
  return [...walk(object["spec"], "spec", fallback), ...mounted(object, fallback)];
}

function walk(value: unknown, path: string, namespace: string): readonly Use[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, `${path}[${index}]`, namespace));
  return Object.entries(fieldsOf(value)).flatMap(([key, inner]): readonly Use[] => {
    const field = `${path}.${key}`;
    if (key === "secretName") return secret(inner, namespace, field);
    const { name, key: within, namespace: own, optional } = fieldsOf(inner);
    if (!SECRET_FIELD.test(key) || textOf(name) === undefined) return walk(inner, field, namespace);
    return optional === true ? [] : secret(name, textOf(own) ?? namespace, `${field}.name`, textOf(within));
  });
}

/** Prometheus and Alertmanager mount the Secrets and ConfigMaps of these lists. */
function mounted(object: Manifest, namespace: string): readonly Use[] {
  if (groupOf(object.apiVersion) !== "monitoring.coreos.com") return [];
  const { secrets, configMaps } = fieldsOf(object["spec"]);
  return [
    ...listOf(secrets).flatMap((name, index) => secret(name, namespace, `spec.secrets[${index}]`)),
    ...listOf(configMaps).flatMap((name, index) => secret(name, namespace, `spec.configMaps[${index}]`, undefined, "ConfigMap")),
  ];
}

function secret(name: unknown, namespace: string, field: string, key?: string, kind = "Secret"): readonly Use[] {
  const text = textOf(name);
  return text === undefined ? [] : [{ kind, namespace, name: text, key, field, first: true }];
}
