import type { Command } from "commander";

import type { TypesCommandOptions, ValuesCheckCommandOptions, ValuesDiffCommandOptions } from "./chart-options.ts";
import { examples } from "./examples.ts";
import { exitCodes } from "./exit-codes.ts";
import type { Choose, RunOptions } from "./run.ts";

const CHART = "a chart's folder, an archive, an address, or a name in --repo or a mirror";

const REPO = "repository to look the name up in: https://, oci://, or a folder";

/** What can't be read is no finding. */
const reading: RunOptions = { failed: exitCodes.usage, endsAtOnce: true };

/** The commands that know a chart and no platform. */
export function addChartCommands(program: Command, choose: Choose): void {
  chartCommand(program, "types", "write the type of a chart's values")
    .option("-o, --out <file>", "write there (default: standard output)")
    .option("--schema", "JSON Schema, for editors and for Helm, in place of TypeScript")
    .option("--with-docs", "keep the chart's own comments as documentation")
    .option("--explain <path>", "say why one value has its type: server.replicas")
    .addHelpText(
      "after",
      examples(
        "helmwright types cert-manager --repo https://charts.jetstack.io --out cert-manager.ts",
        "helmwright types ./my-chart --schema --out my-chart/values.schema.json",
        "helmwright types dex-0.24.0.tgz --explain replicaCount",
        "helmwright types oci://ghcr.io/owner/charts/name --version 1.x",
      ),
    )
    .action((chart: string, options: TypesCommandOptions) =>
      choose(async (given) => (await import("./commands/types.ts")).typesCommand(chart, options, given), reading),
    );
  addValuesCommands(program, choose);
}

function addValuesCommands(program: Command, choose: Choose): void {
  const values = program
    .command("values")
    .description("check values files, and compare versions of a chart")
    .addHelpText(
      "after",
      examples("helmwright values check dex -f values.yaml", "helmwright values diff dex 0.23.0 0.24.0 -f values.yaml"),
    );
  chartCommand(values, "check", "check values files; ends with 1 when something is wrong")
    // `-f` takes all words after it.
    .showHelpAfterError("(the chart comes before -f; add --help for more)")
    .requiredOption("-f, --values <file...>", "values files, later ones win; - is standard input")
    .option("--complete", "the files hold all that the chart needs; renders, where Helm is there")
    .addHelpText(
      "after",
      examples(
        "helmwright values check cert-manager -f values.yaml",
        "helmwright values check ./my-chart -f values.yaml -f values-prod.yaml --complete",
        "sops decrypt secrets.yaml | helmwright values check dex-0.24.0.tgz -f values.yaml -",
      ),
    )
    .action((chart: string, options: ValuesCheckCommandOptions) =>
      choose(async (given) => (await import("./commands/values-check.ts")).valuesCheckCommand(chart, options, given), reading),
    );
  values
    .command("diff")
    .description("compare what two versions of a chart take; ends with 1 when it touches your values")
    .argument("<chart>", CHART)
    .argument("<v1>", "version, or range of versions, that you have; or the path of a folder or an archive")
    .argument("<v2>", "the one that you want")
    .option("--repo <url>", REPO)
    .option("-f, --values <file...>", "your values, later ones win; - is standard input")
    .option("--json", "print exactly one JSON document")
    .addHelpText(
      "after",
      examples("helmwright values diff dex 0.23.0 0.24.0", "helmwright values diff dex 0.23.0 ./dex -f values.yaml -f values-prod.yaml"),
    )
    .action((chart: string, before: string, after: string, options: ValuesDiffCommandOptions) =>
      choose(
        async (given) =>
          (await import("./commands/values-diff.ts")).valuesDiffCommand({ chart, versions: [before, after] }, options, given),
        reading,
      ),
    );
}

function chartCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("<chart>", CHART)
    .option("--version <range>", "version, or a range of versions (default: the newest)")
    .option("--repo <url>", REPO)
    .option("--json", "print exactly one JSON document");
}
