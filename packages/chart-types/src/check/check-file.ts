import { formatPath, HelmwrightError, type JsonObject, type ValuesProblem, valuesProblems } from "@helmwright/core";

import { parseValues } from "../chart/read-values.ts";
import type { ValuesFinding } from "./values-finding.ts";
import { type ValuesPositions, valuesPositions } from "./values-positions.ts";

/** The text of one values file, and what messages call it. */
export interface ValuesFile {
  readonly name: string;
  readonly text: string;
}

/** What one file says, and where. */
export interface CheckedFile {
  readonly name: string;
  /** Undefined where the text can't be read as values. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly positions: ValuesPositions;
  readonly findings: readonly ValuesFinding[];
}

/** Checks one values file against the schema of the chart's values, which takes every part of them. */
export function checkFile({ name, text }: ValuesFile, schema: JsonObject): CheckedFile {
  const source = text.replace(/^\uFEFF/u, "");
  const positions = valuesPositions(source);
  const read = readFile(name, source);
  if ("finding" in read) return { name, values: undefined, positions, findings: [read.finding] };
  const findings = [
    ...positions.duplicates().map(({ path, at, first }): ValuesFinding => ({
      severity: "error",
      rule: "duplicate-key",
      file: name,
      ...at,
      path,
      message: `the key ${JSON.stringify(path.at(-1))} is there twice`,
      hint: `Helm takes the last one and drops that of line ${first}: take one of them out.`,
    })),
    ...positions.furtherDocuments().map((at): ValuesFinding => ({
      severity: "warning",
      rule: "documents",
      file: name,
      ...at,
      path: [],
      message: "another YAML document starts here",
      hint: "Helm lays it over the ones before it; other tools read the first alone.",
    })),
    ...valuesProblems(schema, read.values).map((problem) => typeFinding(problem, name, positions)),
  ];
  return { name, values: read.values, positions, findings };
}

function readFile(
  name: string,
  text: string,
): { readonly values: Readonly<Record<string, unknown>> } | { readonly finding: ValuesFinding } {
  try {
    return { values: parseValues(text, { name }) };
  } catch (error) {
    if (!(error instanceof HelmwrightError)) throw error;
    const message = error.message.replace(`read ${name}: `, "");
    const [, reason = message, line, column] = /^(.*) at line (\d+), column (\d+)$/su.exec(message) ?? [];
    const at = line === undefined ? {} : { line: Number(line), column: Number(column) };
    return { finding: { severity: "error", rule: "yaml", file: name, ...at, path: [], message: reason, hint: error.hint } };
  }
}

function typeFinding(
  { path, message, expected, found, didYouMean }: ValuesProblem,
  file: string,
  positions: ValuesPositions,
): ValuesFinding {
  const isKey = found.startsWith("the key ");
  const at = isKey ? positions.key(path) : positions.value(path);
  const hint = isKey && didYouMean === undefined ? `It takes ${expected}.` : undefined;
  const text = isKey ? `there is no ${JSON.stringify(formatPath(path))}` : message;
  return { severity: "error", rule: "type", file, ...at, path, message: text, hint, ...(didYouMean !== undefined && { didYouMean }) };
}
