import { HelmwrightError, type Manifest } from "@helmwright/core";
import { parseKubernetesYaml, type YamlValue } from "./kubernetes-yaml.ts";

/** An object that a chart has rendered. */
export interface RenderedObject {
  /** The template it comes from (`dex/templates/deployment.yaml`), where Helm tells it. */
  readonly source: string | undefined;
  readonly object: Manifest;
}

/** A rendered hook, with what its annotations say. */
export interface RenderedHook extends RenderedObject {
  readonly events: readonly string[];
  /** Default 0; lower ones run first. */
  readonly weight: number;
  readonly deletePolicies: readonly string[];
}

export interface RenderedManifests {
  /** What is not a hook, in Helm's order. */
  readonly manifests: readonly RenderedObject[];
  readonly hooks: readonly RenderedHook[];
}

const DOCUMENT_START = /^---(?=\s|$)/mu;
const SOURCE = /^# Source: (?<path>.+)$/mu;
const HEAD = /^(?:[ \t]*(?:#.*)?\n)*/u;

function isObject(value: YamlValue | undefined): value is { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isManifest(value: YamlValue): value is YamlValue & Manifest {
  if (!isObject(value) || typeof value["apiVersion"] !== "string" || typeof value["kind"] !== "string") return false;
  const { metadata } = value;
  return isObject(metadata) && (typeof metadata["name"] === "string" || typeof metadata["generateName"] === "string");
}

function toManifest(value: YamlValue, source: string | undefined): Manifest {
  if (!isManifest(value)) {
    throw new HelmwrightError(
      "MANIFEST_INVALID",
      `read rendered object of ${source ?? "an unnamed template"}: apiVersion, kind or name is missing`,
      {
        hint: "Correct the template or the values that lead to it.",
      },
    );
  }
  return value;
}

/** The objects of a document: none in an empty one, and the items of a `List`, which Helm takes apart too. */
function itemsOf(document: YamlValue): readonly YamlValue[] {
  if (document === null) return [];
  const isList = isObject(document) && document["apiVersion"] === "v1" && document["kind"] === "List";
  const items = isList ? document["items"] : undefined;
  return Array.isArray(items) ? items : [document];
}

function list(annotation: string | undefined): readonly string[] {
  return (annotation ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function asHook(rendered: RenderedObject): RenderedHook | undefined {
  const annotations = rendered.object.metadata.annotations ?? {};
  const events = list(annotations["helm.sh/hook"]);
  if (events.length === 0) return undefined;
  const weight = Number(annotations["helm.sh/hook-weight"] ?? "0");
  return {
    ...rendered,
    events,
    weight: Number.isInteger(weight) ? weight : 0,
    deletePolicies: list(annotations["helm.sh/hook-delete-policy"]),
  };
}

/**
 * Reads the text of `helm template`, `helm get manifest` or a release record into objects.
 *
 * @throws HelmwrightError `YAML_INVALID`, `MANIFEST_INVALID`
 */
export function splitManifests(text: string): RenderedManifests {
  const manifests: RenderedObject[] = [];
  const hooks: RenderedHook[] = [];
  for (const document of text.split(DOCUMENT_START)) {
    const source = SOURCE.exec(HEAD.exec(document)?.[0] ?? "")?.groups?.["path"];
    for (const value of parseKubernetesYaml(document).flatMap((one) => itemsOf(one))) {
      const rendered = { source, object: toManifest(value, source) };
      const hook = asHook(rendered);
      if (hook === undefined) manifests.push(rendered);
      else hooks.push(hook);
    }
  }
  return { manifests, hooks };
}
