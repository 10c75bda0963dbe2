import type { TypesCommandOptions } from "../chart-options.ts";
import { exitCodes } from "../exit-codes.ts";
import { findChart } from "../find-chart.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { showActivity } from "../show-activity.ts";
import { writeOutput } from "../write-output.ts";

/** Writes the type of a chart's values, as TypeScript or as JSON Schema. */
export async function typesCommand(argument: string, options: TypesCommandOptions, { terminal }: Invocation): Promise<Outcome> {
  const found = await findChart(argument, options, terminal);
  const { chartTypes, formatValuesSchema, kubernetesTypes, openChart, valuesSchema } = await import("@helmwright/chart-types");
  const content = (() => {
    using _activity = showActivity(terminal, `reading ${found.name} ${found.version}`);
    const catalog = kubernetesTypes().withDefinitions(openChart(found.tree).crds);
    return formatValuesSchema(valuesSchema(chartTypes(found.tree), { catalog, docs: options.withDocs }));
  })();
  const chart = { name: found.name, version: found.version, digest: found.digest, source: found.source };
  if (options.out === undefined) return { exitCode: exitCodes.done, data: { version: 1, chart, content }, text: () => content.trimEnd() };
  await writeOutput(options.out, content);
  return {
    exitCode: exitCodes.done,
    data: { version: 1, chart, file: options.out },
    text: () => `${options.out}: values of ${chart.name} ${chart.version}`,
  };
}
