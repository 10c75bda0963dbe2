import { HelmwrightError } from "@helmwright/core";
import type { Instance, Json, Manifest } from "@helmwright/core";

import { renderInstance } from "./render-chart.ts";

/** What a test compares of a rendered chart: facts of ours to decide, none of the chart's own text. */
export interface GoldenExtract {
  /** `Kind namespace/name` or `Kind name`, sorted. A hook ends in ` (hook)`. */
  readonly objects: readonly string[];
  /** Without tags and digests that the chart decides, sorted, each once. */
  readonly images: readonly string[];
  /** The value at each picked path; `null` where there is none. */
  readonly fields: Readonly<Record<string, Json>>;
}

export interface ExtractOptions {
  /** Fields as `Kind namespace/name path.of[0].field`; a key with dots stands in quotes: `metadata.labels."a.b/c"`. */
  readonly pick?: readonly string[] | undefined;
}

/** Renders the chart of an instance with Helm and extracts. Throws `OBJECT_UNKNOWN` for a pick that names no object. */
export async function goldenExtract(instance: Instance, options: ExtractOptions = {}): Promise<GoldenExtract> {
  return extractOf(await renderInstance(instance), instance, options);
}

/** The same of objects that are there already, such as an instance's resources. */
export function extractOf(
  manifests: readonly Manifest[],
  { release }: Pick<Instance, "release">,
  { pick = [] }: ExtractOptions = {},
): GoldenExtract {
  const named = new Map(manifests.map((one) => [nameOf(one, release.namespace), one]));
  const fields = pick.map((wanted) => [wanted, fieldOf(wanted, named)] as const);
  const objects = manifests.map(
    (one) => `${nameOf(one, release.namespace)}${one.metadata.annotations?.["helm.sh/hook"] === undefined ? "" : " (hook)"}`,
  );
  return { objects: objects.toSorted(), images: [...new Set(manifests.flatMap(imagesOf))].toSorted(), fields: Object.fromEntries(fields) };
}

const clusterKinds = new Set([
  "APIService",
  "BGPClusterPeer",
  "ClusterIssuer",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "NodeFeatureRule",
  "PriorityClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
]);

function nameOf({ kind, metadata }: Manifest, namespace: string): string {
  return clusterKinds.has(kind) && metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace ?? namespace}/${metadata.name}`;
}

function fieldOf(wanted: string, named: ReadonlyMap<string, Manifest>): Json {
  const [kind = "", name = "", ...rest] = wanted.split(" ");
  const manifest = named.get(`${kind} ${name}`);
  if (!manifest) {
    throw new HelmwrightError("OBJECT_UNKNOWN", `pick ${wanted}: the chart renders no ${kind} ${name}`, {
      hint: `It renders ${[...named.keys()].join(", ")}.`,
    });
  }
  const steps = [...rest.join(" ").matchAll(/"([^"]+)"|\[(\d+)\]|([^.[\]"]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? index ?? plain ?? "",
  );
  const found = steps.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined),
    manifest,
  );
  return (found as Json | undefined) ?? null;
}

function imagesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(imagesOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "image" && typeof inner === "string" ? [withoutTag(inner)] : imagesOf(inner),
  );
}

function withoutTag(image: string): string {
  return image.replace(/@sha256:.*$/, "").replace(/:[^/:]+$/, "");
}
