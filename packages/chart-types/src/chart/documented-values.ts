import { posix } from "node:path";
import type { Chart } from "./chart.ts";
import { markdownBlocks } from "./markdown-blocks.ts";
import { parseValues } from "./read-values.ts";

/** Values that a chart's authors give as an example or test with. */
export interface DocumentedValues {
  /** `ci/ha-values.yaml`, `README.md:120` (the line of the block's first content). */
  readonly origin: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const YAML_FILE = /\.ya?ml$/u;
const NAMED_VALUES = /(?:^|[-_.])values(?:[-_.].*)?\.ya?ml$/u;
const EXAMPLE_FOLDER = /^(?:ci|examples?|test-values)\//u;
const NOT_VALUES = /^(?:crds|templates|tests?|dashboards)\//u;
const LARGEST_README = 2 * 1024 * 1024;

/** Keys that can stand at the top of this chart's values, as far as the chart says so itself. */
function topKeys(chart: Chart): ReadonlySet<string> {
  const { root } = chart.defaults;
  const properties = chart.schema?.["properties"];
  return new Set([
    "global",
    ...root.children.keys(),
    ...root.commentedOut.flatMap(({ key }) => key ?? []),
    ...chart.subcharts.map(({ key }) => key),
    ...(typeof properties === "object" && properties !== null ? Object.keys(properties) : []),
  ]);
}

function isManifest(values: Readonly<Record<string, unknown>>): boolean {
  return typeof values["apiVersion"] === "string" && typeof values["kind"] === "string";
}

function mostlyKnown(values: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): boolean {
  const keys = Object.keys(values);
  return keys.filter((key) => known.has(key)).length * 2 > keys.length;
}

/** Values of a text; undefined when it holds none: other YAML, several documents, a manifest, nothing. */
function asValues(text: string): Readonly<Record<string, unknown>> | undefined {
  if (/^(?:---|\.\.\.)/mu.test(text.replace(/^(?:[ \t\r]*(?:#.*)?\n)*---[^\n]*\n/u, ""))) return undefined;
  try {
    const values = parseValues(text);
    return Object.keys(values).length === 0 || isManifest(values) ? undefined : values;
  } catch {
    return undefined;
  }
}

function fromFiles(chart: Chart, known: ReadonlySet<string>): readonly DocumentedValues[] {
  return [...chart.files].flatMap(([path, content]) => {
    if (!YAML_FILE.test(path) || NOT_VALUES.test(path)) return [];
    const named = NAMED_VALUES.test(posix.basename(path));
    if (!named && !EXAMPLE_FOLDER.test(path)) return [];
    const values = asValues(content.toString("utf8").replace(/^\uFEFF/u, ""));
    return values !== undefined && (mostlyKnown(values, known) || (named && EXAMPLE_FOLDER.test(path))) ? [{ origin: path, values }] : [];
  });
}

function fromReadme(chart: Chart, known: ReadonlySet<string>): readonly DocumentedValues[] {
  return [...chart.files].flatMap(([path, content]) => {
    if (!/^readme\.md$/iu.test(path) || content.length > LARGEST_README) return [];
    return markdownBlocks(content.toString("utf8"), ["yaml", "yml"]).flatMap(({ line, text }) => {
      const values = asValues(text);
      return values !== undefined && mostlyKnown(values, known) ? [{ origin: `${path}:${line}`, values }] : [];
    });
  });
}

/**
 * Values files and README blocks inside of a chart that show how it is used: everything in `ci/` and `examples/`, files named
 * like `ha-values.yaml` or `values-ha.yaml`, and fenced YAML of the README. What does not look like this chart's values is left
 * out: manifests, several documents, mostly unknown keys. Subcharts have their own.
 */
export function documentedValues(chart: Chart): readonly DocumentedValues[] {
  const known = topKeys(chart);
  return [...fromFiles(chart, known), ...fromReadme(chart, known)];
}
