import { HelmwrightError, type Manifest } from "@helmwright/core";
import { parseKubernetesYaml, type YamlValue } from "@helmwright/helm/yaml";
import type { ChartTree } from "./chart-tree.ts";

/** One file of a chart's `crds/`. */
export interface ChartCrdFile {
  /** Path in the chart (`crds/foo.yaml`, `charts/sub/crds/foo.yaml`). */
  readonly path: string;
  /** Folder names of the subcharts that it lies in, outermost first; empty for the chart itself. */
  readonly subcharts: readonly string[];
  /** Whatever the file holds; usually CustomResourceDefinitions. */
  readonly objects: readonly Manifest[];
}

const CRD_FILE = /^(?<subcharts>(?:charts\/[^/_.][^/]*\/)*)crds\/.+\.(?:ya?ml|json)$/u;

function isManifest(value: YamlValue): value is YamlValue & Manifest {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind, metadata } = value as Readonly<Record<string, YamlValue>>;
  return typeof apiVersion === "string" && typeof kind === "string" && typeof metadata === "object" && metadata !== null;
}

function parseObjects(path: string, content: Buffer): readonly Manifest[] {
  const values = parseKubernetesYaml(content.toString("utf8").replace(/^\uFEFF/u, "")).filter((value) => value !== null);
  if (!values.every((value) => isManifest(value))) {
    throw new HelmwrightError("CHART_ARCHIVE_INVALID", `read ${path}: it holds something that is no Kubernetes object`, {
      hint: "Get the chart from its official repository.",
    });
  }
  return values;
}

/**
 * The files in `crds/` of a chart and of all its subcharts, those that are switched off by values included, in Helm's order of names.
 *
 * @throws HelmwrightError `YAML_INVALID`, `CHART_ARCHIVE_INVALID`
 */
export function chartCrds(tree: ChartTree): readonly ChartCrdFile[] {
  const paths = [...tree.files.keys()].filter((path) => CRD_FILE.test(path)).sort();
  return paths.map((path) => ({
    path,
    subcharts: (CRD_FILE.exec(path)?.groups?.["subcharts"] ?? "").split("/").filter((segment, index) => segment !== "" && index % 2 === 1),
    objects: parseObjects(path, tree.files.get(path) ?? Buffer.alloc(0)),
  }));
}
