import type { FoundChart } from "@helmwright/chart-types";
import { HelmwrightError } from "@helmwright/core/error";

import type { TypesCommandOptions } from "../chart-options.ts";
import { exitCodes } from "../exit-codes.ts";
import { findChart } from "../find-chart.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { showActivity } from "../show-activity.ts";
import type { Terminal } from "../terminal.ts";
import { writeOutput } from "../write-output.ts";

/** Writes the type of a chart's values, as TypeScript or as JSON Schema. */
export async function typesCommand(argument: string, options: TypesCommandOptions, { terminal }: Invocation): Promise<Outcome> {
  const found = await findChart(argument, options, terminal);
  const { tree: _, ...chart } = found;
  if (options.explain !== undefined) return await explainOutcome(found, { path: options.explain, chart, terminal });
  const text = await typesText(found, options, terminal);
  const content = options.schema === true ? { schema: JSON.parse(text) as unknown } : { typescript: text };
  if (options.out === undefined) {
    return { exitCode: exitCodes.done, data: { version: 1, chart, ...content }, text: () => text.trimEnd() };
  }
  await writeOutput(options.out, text);
  return {
    exitCode: exitCodes.done,
    data: { version: 1, chart, file: options.out },
    text: () => `${options.out}: values of ${chart.name} ${chart.version}`,
  };
}

async function typesText({ name, version, tree }: FoundChart, options: TypesCommandOptions, terminal: Terminal): Promise<string> {
  const { cachedChartTypes, formatValuesSchema, kubernetesTypes, openChart, valuesSchema, valuesTypeScript } =
    await import("@helmwright/chart-types");
  using _activity = showActivity(terminal, `reading ${name} ${version}`);
  const { types, schema } = await cachedChartTypes(tree);
  const docs = options.withDocs === true;
  if (options.schema === true && !docs) return formatValuesSchema(schema);
  const catalog = kubernetesTypes().withDefinitions(openChart(tree).crds);
  return options.schema === true
    ? formatValuesSchema(valuesSchema(types, { catalog, docs }))
    : valuesTypeScript(types, { catalog, docs, name: typeName(name) });
}

interface Explaining {
  readonly path: string;
  readonly chart: Omit<FoundChart, "tree">;
  readonly terminal: Terminal;
}

async function explainOutcome({ tree }: FoundChart, { path, chart, terminal }: Explaining): Promise<Outcome> {
  const { cachedChartTypes, explainPath, formatExplanation, kubernetesTypes, nearestPath, openChart } =
    await import("@helmwright/chart-types");
  using _activity = showActivity(terminal, `reading ${chart.name} ${chart.version}`);
  const { types } = await cachedChartTypes(tree);
  const catalog = kubernetesTypes().withDefinitions(openChart(tree).crds);
  const explanation = explainPath(types, path, { catalog });
  if (explanation)
    return { exitCode: exitCodes.done, data: { version: 1, chart, explanation }, prose: true, text: () => formatExplanation(explanation) };
  const near = nearestPath(types, path, { catalog });
  throw new HelmwrightError("VALUE_UNKNOWN", `explain ${path}: ${chart.name} ${chart.version} has no such value`, {
    hint: near === undefined ? "helmwright types without --explain shows them all." : `Did you mean ${near}?`,
    subject: { chart: `${chart.name} ${chart.version}`, path },
  });
}

/** `cert-manager` becomes `CertManagerValues`. */
function typeName(chart: string): string {
  const words = chart.split(/[^A-Za-z0-9]+/u).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return `${/^\d/u.test(joined) ? "Chart" : ""}${joined}Values`;
}
