import { type ChartDependency, chartCrds, chartMetadata, type ChartTree } from "@helmwright/charts";
import { HelmwrightError, type Json } from "@helmwright/core";
import { satisfies, SemVer, validRange } from "semver";
import type { Chart, Subchart, TemplateFile } from "./chart.ts";
import { readChartSchema } from "./chart-schema.ts";
import { decodeText } from "./decode-text.ts";
import { measureJson } from "./measure-json.ts";
import { readValues } from "./read-values.ts";

const DEEPEST_SUBCHART = 16;
const LARGEST_CRD_FILE = { depth: 100, nodes: 2_000_000 };
/** What Helm reads itself and keeps from `.Files`; the requirements of charts of the first version stay. */
const NOT_IN_FILES = new Set(["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"]);
const REQUIREMENTS = new Set(["requirements.yaml", "requirements.lock"]);

/** The charts that lie in `charts/`, by folder. What is no chart, or starts with `_` or `.`, is passed over. */
function nestedTrees({ files }: ChartTree): readonly ChartTree[] {
  const nested = new Map<string, Map<string, Buffer>>();
  for (const [path, content] of files) {
    const [, folder, file] = /^charts\/([^/_.][^/]*)\/(.+)$/su.exec(path) ?? [];
    if (folder === undefined || file === undefined) continue;
    nested.set(folder, (nested.get(folder) ?? new Map<string, Buffer>()).set(file, content));
  }
  return [...nested].filter(([, one]) => one.has("Chart.yaml")).map(([folder, one]) => ({ folder, files: one }));
}

/** Helm passes over a chart whose version is not in the declared range, or without a range; one that only Helm can read is taken as met. */
function isInRange({ version }: Chart, range = ""): boolean {
  if (range === "") return false;
  const wanted = range.replaceAll(",", " ");
  if (validRange(wanted) === null) return true;
  try {
    return satisfies(new SemVer(version), wanted, { includePrerelease: wanted.includes("-") });
  } catch {
    return true;
  }
}

function isMeant(dependency: ChartDependency, chart: Chart): boolean {
  return chart.name === dependency.name && isInRange(chart, dependency.version);
}

function declaredSubchart(dependency: ChartDependency, chart: Chart | undefined): Subchart {
  return {
    key: dependency.alias ?? dependency.name,
    chart,
    declared: true,
    condition: (dependency.condition ?? "").trim().split(",").filter(Boolean),
    tags: dependency.tags ?? [],
    importValues: dependency.importValues ?? [],
  };
}

/** A chart that is not the one declared, but has its key, is there all the same and switched by the declaration. */
function subchartsOf(dependencies: readonly ChartDependency[], charts: readonly Chart[]): readonly Subchart[] {
  const others = charts.filter((chart) => !dependencies.some((dependency) => isMeant(dependency, chart)));
  const declared = dependencies.map((dependency) => {
    const meant = charts.find((chart) => isMeant(dependency, chart));
    return declaredSubchart(dependency, meant ?? others.find(({ name }) => name === (dependency.alias ?? dependency.name)));
  });
  const undeclared = others.filter(({ name }) => !declared.some(({ key }) => key === name));
  return [
    ...undeclared.map((chart) => ({ key: chart.name, chart, declared: false, condition: [], tags: [], importValues: [] })),
    ...declared,
  ];
}

function seenByTemplates(path: string, apiVersion: string): boolean {
  if (NOT_IN_FILES.has(path) || path.startsWith("templates/")) return false;
  if (REQUIREMENTS.has(path)) return apiVersion === "v1";
  return !path.startsWith("charts/") || path.endsWith(".prov");
}

function templatesOf({ files }: ChartTree): readonly TemplateFile[] {
  const paths = [...files.keys()].filter((path) => path.startsWith("templates/")).sort();
  return paths.map((path) => ({ path, text: (files.get(path) ?? Buffer.alloc(0)).toString("utf8").replace(/^\uFEFF/u, "") }));
}

function crdsOf(tree: ChartTree, place: string): readonly Json[] {
  const own = chartCrds({ ...tree, files: new Map([...tree.files].filter(([path]) => path.startsWith("crds/"))) });
  return own.flatMap(({ path, objects }) => {
    const excess = measureJson(objects, LARGEST_CRD_FILE);
    if (excess === undefined) return objects as readonly Json[];
    throw new HelmwrightError("CHART_ARCHIVE_INVALID", `read ${place}/${path}: ${excess}`, {
      hint: "Get the chart from its official repository.",
    });
  });
}

/**
 * Helm looks at declarations only from the top down to the first chart that declares nothing. Below it a subchart has its own name
 * and is always on.
 */
function withoutEffect(dependencies: readonly ChartDependency[]): readonly ChartDependency[] {
  const byName = new Map(dependencies.map((one) => [one.name, { ...one, alias: undefined, condition: undefined, tags: undefined }]));
  return [...byName.values()];
}

/** Where a chart lies: the folders above it, and whether Helm looks at its declarations. */
interface Position {
  readonly parents: readonly string[];
  readonly declarationsCount: boolean;
}

function open(tree: ChartTree, { parents, declarationsCount }: Position): Chart {
  const place = [...parents, tree.folder].join("/");
  if (parents.length > DEEPEST_SUBCHART) {
    throw new HelmwrightError("CHART_TOO_DEEP", `read chart ${parents[0]}: subcharts are nested deeper than ${DEEPEST_SUBCHART}`, {
      hint: "Take the subcharts that are not needed out of charts/.",
    });
  }
  const metadata = chartMetadata(tree);
  const values = tree.files.get("values.yaml");
  const schema = tree.files.get("values.schema.json");
  const dependencies = declarationsCount ? metadata.dependencies : withoutEffect(metadata.dependencies);
  const below = { parents: [...parents, tree.folder], declarationsCount: declarationsCount && dependencies.length > 0 };
  return {
    name: metadata.name,
    version: metadata.version,
    type: metadata.type === "library" ? "library" : "application",
    appVersion: metadata.appVersion,
    deprecated: metadata.deprecated ?? false,
    defaults: readValues(values === undefined ? "" : decodeText(values, `${place}/values.yaml`), { name: `${place}/values.yaml` }),
    schema: schema === undefined ? undefined : readChartSchema(tree, `${place}/values.schema.json`),
    templates: templatesOf(tree),
    files: new Map([...tree.files].filter(([path]) => seenByTemplates(path, metadata.apiVersion))),
    crds: crdsOf(tree, place),
    subcharts: subchartsOf(
      dependencies,
      nestedTrees(tree).map((nested) => open(nested, below)),
    ),
  };
}

/**
 * Reads a chart that was unpacked into memory, with all its subcharts, by Helm 4's rules. Nothing is fetched and nothing is executed.
 *
 * @throws HelmwrightError `CHART_ARCHIVE_INVALID` (`Chart.yaml`, `crds/`), `VALUES_INVALID`, `VALUES_TOO_LARGE`, `CHART_SCHEMA_INVALID`,
 * `CHART_TOO_DEEP`, `YAML_INVALID`; the message names the file
 */
export function openChart(tree: ChartTree): Chart {
  return open(tree, { parents: [], declarationsCount: true });
}
