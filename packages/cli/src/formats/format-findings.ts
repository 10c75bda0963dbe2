import type { ValuesFinding } from "@helmwright/chart-types";

import type { Paint } from "../terminal.ts";

export interface CheckedValues {
  readonly chart: { readonly name: string; readonly version: string };
  readonly files: readonly string[];
}

const TOLD = 100;

/** Findings one below the other, each with its place as an editor understands it, and a line that sums them up. */
export function formatFindings(findings: readonly ValuesFinding[], { chart, files }: CheckedValues, paint: Paint): string {
  const told = new Set<string>();
  const lines = findings.slice(0, TOLD).flatMap((finding) => findingLines(finding, told, paint));
  const more = findings.length - TOLD;
  return [...lines, ...(more > 0 ? [`and ${more} more; --json lists all`] : []), summary(findings, { chart, files }, paint)].join("\n");
}

/** What is known is told once: `told` holds the hints so far. */
function findingLines(finding: ValuesFinding, told: Set<string>, paint: Paint): readonly string[] {
  const { severity, message, hint, didYouMean } = finding;
  const mark = severity === "warning" ? `${paint("yellow", "warning:")} ` : "";
  const next = didYouMean === undefined ? hint : `Did you mean ${JSON.stringify(didYouMean)}?`;
  const isNew = next !== undefined && !told.has(next);
  if (isNew) told.add(next);
  return [`${paint("bold", placeOf(finding))}  ${mark}${message}`, ...(isNew ? [`    ${paint("dim", next)}`] : [])];
}

function placeOf({ file, line, column }: ValuesFinding): string {
  return [file ?? "values", line, column].filter((part) => part !== undefined).join(":");
}

function summary(findings: readonly ValuesFinding[], { chart, files }: CheckedValues, paint: Paint): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const about = `${chart.name} ${chart.version}`;
  const warned = warnings === 0 ? "" : `, ${counted(warnings, "warning")}`;
  if (errors > 0) return `${paint("red", "✗")} ${counted(errors, "error")}${warned} for ${about}`;
  const what = files.length === 1 ? `${files[0]} fits` : `${files.length} files fit`;
  return `${paint("green", "✓")} ${what} ${about}${warned}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
