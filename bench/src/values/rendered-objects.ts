import type { Manifest } from "@helmwright/core";
import { parseKubernetesYaml, pruneNullEntries } from "@helmwright/helm";

/** The objects in documents of Helm's output, without nulls, as they are applied. What is no object is left out. */
export function readObjects(documents: readonly string[]): readonly Manifest[] {
  return documents.flatMap((document) => parse(document).flatMap(itemsOf)).filter(isManifest);
}

/** Documents of one rendering that another one does not have. */
export function newDocuments(documents: readonly string[], before: readonly string[]): readonly string[] {
  const known = new Set(before);
  return documents.filter((document) => !known.has(document));
}

function parse(document: string): readonly unknown[] {
  try {
    return parseKubernetesYaml(document).map((value) => pruneNullEntries(value));
  } catch {
    return [];
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  const { kind, items } = (value ?? {}) as { readonly kind?: unknown; readonly items?: unknown };
  return typeof kind === "string" && kind.endsWith("List") && Array.isArray(items) ? (items as readonly unknown[]) : [value];
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Record<string, unknown>>;
  return typeof apiVersion === "string" && typeof kind === "string" && typeof metadata === "object" && metadata !== null;
}
