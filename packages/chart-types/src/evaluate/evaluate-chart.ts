import { HelmwrightError } from "@helmwright/core";

import type { Chart, Subchart } from "../chart/chart.ts";
import type { ListNode, TemplateFile } from "../template/nodes.ts";
import { parseTemplate } from "../template/parse-template.ts";
import { TemplateSyntaxError } from "../template/template-syntax-error.ts";
import type { Abstract, Mapping } from "./abstract.ts";
import { constant, fromValues, mapping, opaque } from "./abstract.ts";
import { constantTexts } from "./constant-texts.ts";
import { evaluateList } from "./evaluate-template.ts";
import { invoke } from "./invoke.ts";
import { holesOf, lose, Scope } from "./run.ts";
import type { Run } from "./run.ts";
import { childPath, keysOf, valuesRoot } from "./values-path.ts";
import type { ValuesPath } from "./values-path.ts";
import { findLandings, landNowhere } from "./yaml/find-landings.ts";
import { YamlReader } from "./yaml/yaml-reader.ts";

/** What the templates of a chart and its subcharts do with values. */
export interface TemplateEvidence {
  readonly root: ValuesPath;
  /** Why a part could not be followed; then unknown keys are no error. */
  readonly incomplete: readonly string[];
}

/** One chart where it stands among the others. */
interface Part {
  readonly chart: Chart;
  /** As Helm names it in templates: `parent/charts/child`. */
  readonly name: string;
  readonly values: ValuesPath;
  readonly context: Mapping;
  readonly parts: readonly Part[];
}

const MOST_STEPS = 500_000;
const MOST_PASSES = 4;

export function evaluateChart(chart: Chart, defaults: unknown): TemplateEvidence {
  const root = valuesRoot();
  const parts: Part[] = [];
  const whole = partOf(chart, { name: chart.name, values: root, parts });
  const { definitions, origins, incomplete } = definitionsOf(parts);
  const newRun = (): Run => {
    const run: Run = {
      definitions,
      origins,
      invoke: (name, dot) => invoke(run, name, dot),
      evaluate: (body, dot, file) => {
        const scope = new Scope();
        scope.declare("$", dot);
        return evaluateList(run, { dot, scope, file, narrowed: [] }, body);
      },
      parse: parseOrNothing,
      file: (what) => fileAt(parts, what),
      defaultAt: (path) => defaultAt(defaults, path),
      results: new Map(),
      active: [],
      recursions: new Map(),
      guards: [],
      steps: 0,
      widened: 0,
      mostSteps: MOST_STEPS,
      changed: false,
    };
    return run;
  };
  try {
    for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
      forgetUses(root);
      const run = newRun();
      renderPart(run, whole);
      if (!run.changed) break;
    }
  } catch (error) {
    if (!(error instanceof HelmwrightError) || error.code !== "CHART_TOO_COMPLEX") throw error;
    incomplete.push(error.message);
  }
  return { root, incomplete };
}

interface PartOptions {
  readonly name: string;
  readonly values: ValuesPath;
  readonly parts: Part[];
}

function partOf(chart: Chart, { name, values, parts }: PartOptions): Part {
  const inner = chart.subcharts.flatMap((subchart): readonly Part[] => {
    switchesOf(subchart, values);
    if (!subchart.chart) return [];
    const below = childPath(values, subchart.key);
    // `global` is one map for all charts.
    below.children.set("global", childPath(values, "global"));
    const part = partOf(subchart.chart, { name: `${name}/charts/${subchart.key}`, values: below, parts });
    importValues(subchart, values, below);
    return [part];
  });
  const subcharts = mapping(inner.map((part) => [part.values.key, part.context] as const));
  const context = mapping([
    ["Values", fromValues(values)],
    ["Chart", opaque("Chart")],
    ["Release", opaque("Release")],
    ["Capabilities", opaque("Capabilities")],
    [
      "Template",
      mapping([
        ["Name", opaque("Template.Name")],
        ["BasePath", constant(`${name}/templates`)],
      ]),
    ],
    ["Subcharts", subcharts],
  ]);
  const part = { chart, name, values, context, parts: inner };
  parts.push(part);
  context.entries.set("Files", opaque(`${parts.length - 1} Files`));
  return part;
}

function switchesOf({ condition, tags, declared }: Subchart, values: ValuesPath): void {
  const place = declared ? "Chart.yaml" : "charts/";
  for (const path of condition) {
    const at = path.split(".").reduce(childPath, values);
    at.uses.push({ kind: "switch", place });
  }
  for (const tag of tags) childPath(childPath(values, "tags"), tag).uses.push({ kind: "switch", place });
}

/** What a parent imports from a child's values is there under the parent's own keys too. */
function importValues({ importValues: imported }: Subchart, parent: ValuesPath, child: ValuesPath): void {
  for (const one of imported) {
    if (typeof one === "string") {
      const exported = childPath(childPath(child, "exports"), one);
      exported.uses.push({ kind: "untraced", how: "imported into the parent chart's values", place: "Chart.yaml" });
      continue;
    }
    const source = one.child.split(".").reduce(childPath, child);
    const steps = one.parent.split(".").filter((step) => step !== "");
    const last = steps.pop();
    const target = steps.reduce(childPath, parent);
    if (last === undefined) source.uses.push({ kind: "untraced", how: "imported into the parent chart's values", place: "Chart.yaml" });
    else target.overlays.set(last, fromValues(source));
  }
}

interface Definitions {
  readonly definitions: Map<string, ListNode>;
  readonly origins: Map<string, string>;
  readonly incomplete: string[];
}

/** All definitions by name; a parent's goes before that of its subcharts, as Helm has it. */
function definitionsOf(parts: readonly Part[]): Definitions {
  const found: Definitions = { definitions: new Map(), origins: new Map(), incomplete: [] };
  for (const { chart, name } of parts) {
    for (const { path, text } of chart.templates) {
      try {
        const file = parseTemplate(`${name}/${path}`, text);
        const all = [[`${name}/${path}`, file.body] as const, ...file.definitions];
        for (const [key, body] of all) {
          found.definitions.set(key, body);
          found.origins.set(key, `${name.replace(/^[^/]*\/?/u, "")}${name.includes("/") ? "/" : ""}${path}`);
        }
      } catch (error) {
        if (!(error instanceof TemplateSyntaxError)) throw error;
        found.incomplete.push(`${path}: ${error.message}`);
      }
    }
  }
  return found;
}

function renderPart(run: Run, part: Part): void {
  for (const inner of part.parts) renderPart(run, inner);
  if (part.chart.type === "library") return;
  for (const { path } of part.chart.templates) {
    const name = path.split("/").at(-1) ?? path;
    if (name.startsWith("_")) continue;
    const pieces = run.invoke(`${part.name}/${path}`, part.context);
    if (name === "NOTES.txt") {
      landNowhere(holesOf(pieces));
      continue;
    }
    const { documents, marks } = new YamlReader().read(pieces);
    for (const document of documents) findLandings(document, (value) => namesOf(run, value));
    for (const { value, place } of marks.lost) lose(value, "in a template with too many places", place);
  }
}

/** The texts that a value can be, for `kind` and `apiVersion`. */
function namesOf(run: Run, value: Abstract): readonly string[] {
  if (value.kind === "constant") return typeof value.value === "string" ? [value.value] : [];
  if (value.kind === "text") return constantTexts(value) ?? [];
  if (value.kind !== "values") return [];
  const fallback = run.defaultAt(value.path);
  const compared = value.path.uses.flatMap((use) => (use.kind === "compared" && typeof use.with === "string" ? [use.with] : []));
  return typeof fallback === "string" ? [fallback, ...compared] : compared;
}

function parseOrNothing(name: string, source: string): TemplateFile | undefined {
  try {
    return parseTemplate(name, source);
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return undefined;
    throw error;
  }
}

/** `3 Files.Get:path`: a file of the fourth chart. */
function fileAt(parts: readonly Part[], what: string): string | undefined {
  const [, index, path] = /^(\d+) Files\.Get:(.*)$/su.exec(what) ?? [];
  return parts[Number(index)]?.chart.files.get(path ?? "")?.toString("utf8");
}

function defaultAt(defaults: unknown, path: ValuesPath): unknown {
  let at = defaults;
  for (const key of keysOf(path)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}

function forgetUses(root: ValuesPath): void {
  const seen = new Set<ValuesPath>();
  const visit = (path: ValuesPath): void => {
    if (seen.has(path)) return;
    seen.add(path);
    path.uses.splice(0, path.uses.length, ...path.uses.filter(({ kind, place }) => kind === "switch" || place === "Chart.yaml"));
    for (const child of path.children.values()) visit(child);
    if (path.element) visit(path.element);
  };
  visit(root);
}
