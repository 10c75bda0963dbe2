import type { Manifest } from "@helmwright/core";

import { dig, fieldsOf, listOf, textOf } from "./fields.ts";
import type { Placed, World } from "./world.ts";

/** Who provides an object, and which keys or ports it has; `undefined` keys are not known before the deploy. */
export interface Provided {
  readonly step: string | undefined;
  readonly component: string | undefined;
  readonly keys: readonly string[] | undefined;
}

export type Providers = ReadonlyMap<string, Provided>;

export const providedKey = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

/** Every object that will be there: rendered, made at run time, named as existing, or in every cluster. */
export function providers(world: World, placed: readonly Placed[]): Providers {
  const all = new Map<string, Provided>();
  const add = (kind: string, namespace: string, name: string, one: Provided): void => {
    const key = providedKey(kind, namespace, name);
    if (!all.has(key)) all.set(key, one);
  };
  for (const { object, namespace, step, component } of placed) {
    add(object.kind, namespace, object.metadata.name, { step, component, keys: keysOf(object) });
    for (const made of madeBy(object, namespace)) add(made.kind, made.namespace, made.name, { step, component, keys: undefined });
  }
  for (const { id, release, atRunTime, existing } of world.instances) {
    for (const { kind, namespace, name } of atRunTime) {
      add(kind, namespace ?? "", name, { step: `release ${release.namespace}/${release.name}`, component: id, keys: undefined });
    }
    const outside: Provided = { step: undefined, component: undefined, keys: undefined };
    for (const ref of existing) {
      const out = fieldsOf(ref.out);
      const name = textOf(out["name"]) ?? "";
      if (ref.kind === "storageClass") add("StorageClass", "", name, outside);
      if (ref.kind === "issuer" || ref.kind === "secretStore") {
        const kind = textOf(out["kind"]) ?? "";
        add(kind, kind.startsWith("Cluster") ? "" : release.namespace, name, outside);
      }
      if (ref.kind === "secretKey") add("Secret", textOf(out["namespace"]) ?? "", name, outside);
      if (ref.kind === "host") {
        add("IngressClass", "", textOf(out["className"]) ?? "", outside);
        add("Secret", release.namespace, textOf(out["tlsSecret"]) ?? "", outside);
      }
    }
  }
  return all;
}

function keysOf(object: Manifest): readonly string[] | undefined {
  if (object.kind === "Secret" || object.kind === "ConfigMap") {
    return ["data", "stringData", "binaryData"].flatMap((field) => Object.keys(fieldsOf(object[field])));
  }
  if (object.kind !== "Service") return undefined;
  return listOf(dig(object, "spec", "ports")).flatMap((port) => [textOf(dig(port, "name")) ?? [], String(dig(port, "port"))].flat());
}

/** Objects that well-known controllers make out of an object. */
function madeBy(
  object: Manifest,
  namespace: string,
): readonly { readonly kind: string; readonly namespace: string; readonly name: string }[] {
  const secret = (name: unknown): readonly { kind: string; namespace: string; name: string }[] => {
    const text = textOf(name);
    return text === undefined ? [] : [{ kind: "Secret", namespace, name: text }];
  };
  switch (object.kind) {
    case "Certificate":
      return secret(dig(object, "spec", "secretName"));
    case "SealedSecret":
      return secret(object.metadata.name);
    case "ExternalSecret":
      return secret(dig(object, "spec", "target", "name") ?? object.metadata.name);
    case "Ingress": {
      const { annotations = {} } = object.metadata;
      const signed = "cert-manager.io/cluster-issuer" in annotations || "cert-manager.io/issuer" in annotations;
      return signed ? listOf(dig(object, "spec", "tls")).flatMap((tls) => secret(dig(tls, "secretName"))) : [];
    }
    default:
      return [];
  }
}
