import { join } from "node:path";

import type { ChartCrdFile, ChartStore, ResolvedChart as StoredChart } from "@helmwright/charts";
import type { ChartSource, Manifest, ResolvedChart } from "@helmwright/core";
import { fingerprint } from "@helmwright/plan";
import { parse } from "yaml";

import { writeCache } from "./write-cache.ts";

/** A chart that carries objects as data: they are in its values, so nothing in them is taken for a template. */
const resourceChart: Readonly<Record<string, string>> = {
  "Chart.yaml": [
    "apiVersion: v2",
    "name: helmwright-resources",
    "version: 1.0.0",
    "description: Objects of a platform component, as data",
    "",
  ].join("\n"),
  "values.yaml": "objects: []\n",
  "templates/objects.yaml": ["{{- range .Values.objects }}", "---", "{{ toYaml . }}", "{{- end }}", ""].join("\n"),
};

type Values = Readonly<Record<string, unknown>>;

export function chartSource(store: ChartStore, cacheDirectory: string): ChartSource {
  let written: Promise<string> | undefined;
  const opened = new Map<string, ResolvedChart>();
  return {
    resolve: async (pin) => {
      const chart = await store.resolve(pin);
      const known = opened.get(pin.digest) ?? openChart(chart);
      opened.set(pin.digest, known);
      return known;
    },
    resourceChart: () => (written ??= writeResourceChart(cacheDirectory)),
  };
}

/** The directory is named after its content, so that writing it again changes nothing. */
/** A plan asks every chart several times, and each answer takes the whole archive. */
function openChart(chart: StoredChart): ResolvedChart {
  let mentions: Promise<boolean> | undefined;
  let files: Promise<readonly ChartCrdFile[]> | undefined;
  return {
    path: chart.path,
    crds: async (values) => crdsOf(chart, await (files ??= chart.crds()), values),
    mentionsApiVersions: () => (mentions ??= mentionsApiVersions(chart)),
  };
}

async function mentionsApiVersions(chart: StoredChart): Promise<boolean> {
  const { files } = await chart.readTree();
  return [...files].some(([path, content]) => /(^|\/)templates\//.test(path) && content.includes("APIVersions"));
}

async function writeResourceChart(cacheDirectory: string): Promise<string> {
  const target = join(cacheDirectory, "resource-charts", fingerprint(resourceChart));
  for (const [name, content] of Object.entries(resourceChart)) await writeCache(join(target, name), content);
  return target;
}

/** Helm leaves the CRDs of a subchart out when its condition is false; so does this. */
async function crdsOf(chart: StoredChart, files: readonly ChartCrdFile[], values: Values): Promise<readonly Manifest[]> {
  if (!files.some(({ subcharts }) => subcharts.length > 0)) return files.flatMap(({ objects }) => objects);
  const { files: tree } = await chart.readTree();
  const defaults = (parse(tree.get("values.yaml")?.toString("utf8") ?? "") ?? {}) as Values;
  const isOn = (folder: string): boolean => {
    const dependency = chart.metadata.dependencies.find(({ name, alias }) => (alias ?? name) === folder || name === folder);
    const paths = dependency?.condition?.split(",").map((path) => path.trim()) ?? [];
    const found = paths.flatMap((path) => [at(values, path) ?? at(defaults, path)]).find((value) => typeof value === "boolean");
    return found !== false;
  };
  return files.filter(({ subcharts: [first] }) => first === undefined || isOn(first)).flatMap(({ objects }) => objects);
}

function at(values: Values, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((here, key) => (typeof here === "object" && here !== null ? (here as Values)[key] : undefined), values);
}
