import type { FoundChart, ValuesFile, ValuesFinding } from "@helmwright/chart-types";

import type { ValuesCheckCommandOptions } from "../chart-options.ts";
import { exitCodes } from "../exit-codes.ts";
import { findChart } from "../find-chart.ts";
import { formatFindings } from "../formats/format-findings.ts";
import { helmAtHand } from "../helm-at-hand.ts";
import { listenForInterruption } from "../interruption.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { readValuesFiles } from "../read-values-files.ts";
import { showActivity } from "../show-activity.ts";
import type { Terminal } from "../terminal.ts";

/** Checks values files for a chart. Ends with 1 when something is wrong with them. */
export async function valuesCheckCommand(argument: string, options: ValuesCheckCommandOptions, { terminal }: Invocation): Promise<Outcome> {
  const files = await readValuesFiles(options.values);
  const found = await findChart(argument, options, terminal);
  const findings = await findingsOf(found, files, { complete: options.complete === true, terminal });
  const failed = findings.some(({ severity }) => severity === "error");
  const { tree: _, ...chart } = found;
  const names = files.map(({ name }) => name);
  return {
    exitCode: failed ? exitCodes.failed : exitCodes.done,
    data: { version: 1, chart, files: names, ok: !failed, findings },
    prose: true,
    text: () => formatFindings(findings, { chart, files: names }, terminal.paint),
  };
}

interface Checking {
  readonly complete: boolean;
  readonly terminal: Terminal;
}

async function findingsOf(
  found: FoundChart,
  files: readonly ValuesFile[],
  { complete, terminal }: Checking,
): Promise<readonly ValuesFinding[]> {
  const { cachedChartTypes, checkValues, openChart } = await import("@helmwright/chart-types");
  const findings = await (async () => {
    using _activity = showActivity(terminal, `reading ${found.name} ${found.version}`);
    const { types, schema } = await cachedChartTypes(found.tree);
    return checkValues(openChart(found.tree), types, files, { complete, schema });
  })();
  if (!complete) return findings;
  const rendered = await renderedBy(found, files, terminal);
  // What Helm renders lacks nothing, whatever the templates look like.
  return rendered.length === 0 ? findings.filter(({ rule }) => rule !== "required") : [...findings, ...rendered];
}

async function renderedBy(
  { name, version, tree }: FoundChart,
  files: readonly ValuesFile[],
  terminal: Terminal,
): Promise<readonly ValuesFinding[]> {
  const helm = await helmAtHand();
  if (helm === undefined) {
    return [
      {
        severity: "warning",
        rule: "render",
        path: [],
        message: "there is no Helm on PATH or in the cache: the chart was not rendered",
        hint: "Install Helm 4, or run any helmwright command that gets it: helmwright doctor says where from.",
      },
    ];
  }
  const { renderFindings } = await import("@helmwright/chart-types");
  // Helm is ended, and its folder removed, before the process ends.
  using interruption = listenForInterruption((text) => terminal.tell(text));
  using _activity = showActivity(terminal, `rendering ${name} ${version}`);
  return await renderFindings(tree, files, { helm, signal: interruption.signal });
}
