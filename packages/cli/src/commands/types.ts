import type { FoundChart } from "@helmwright/chart-types";

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
  const text = await typesText(found, options, terminal);
  const { tree: _, ...chart } = found;
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
  const { chartTypes, formatValuesSchema, kubernetesTypes, openChart, valuesSchema, valuesTypeScript } =
    await import("@helmwright/chart-types");
  using _activity = showActivity(terminal, `reading ${name} ${version}`);
  const catalog = kubernetesTypes().withDefinitions(openChart(tree).crds);
  const types = chartTypes(tree);
  const docs = options.withDocs === true;
  return options.schema === true
    ? formatValuesSchema(valuesSchema(types, { catalog, docs }))
    : valuesTypeScript(types, { catalog, docs, name: typeName(name) });
}

/** `cert-manager` becomes `CertManagerValues`. */
function typeName(chart: string): string {
  const words = chart.split(/[^A-Za-z0-9]+/u).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return `${/^\d/u.test(joined) ? "Chart" : ""}${joined}Values`;
}
