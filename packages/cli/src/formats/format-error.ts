import type { HelmwrightError, Subject } from "@helmwright/core/error";

import { isHelmwrightError, isProblemsError } from "../is-helmwright-error.ts";
import type { Paint } from "../terminal.ts";

/** An error for people: `error CODE: message`, its hint and its place; a list of problems is numbered. */
export function formatError(error: unknown, paint: Paint): string {
  if (isProblemsError(error)) {
    const { problems } = error;
    const head = `${paint("red", "error")} ${paint("bold", error.code)}: ${error.message}: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
    const width = String(problems.length).length;
    return [
      head,
      ...problems.flatMap((problem, at) => problemLines(problem, `${String(at + 1).padStart(width)}. `, problem.code === error.code)),
    ].join("\n");
  }
  if (isHelmwrightError(error)) {
    return [`${paint("red", "error")} ${paint("bold", error.code)}: ${error.message}`, ...detailLines(error, "  ")].join("\n");
  }
  return [
    `${paint("red", "error")} ${paint("bold", "DEFECT")}: this is a defect of Helmwright, please report it`,
    ...(error instanceof Error ? (error.stack ?? error.message) : String(error)).split("\n").map((line) => `  ${line}`),
  ].join("\n");
}

function problemLines(problem: HelmwrightError, number: string, sameCode: boolean): readonly string[] {
  const code = sameCode ? "" : `${problem.code}: `;
  return [`  ${number}${code}${problem.message}`, ...detailLines(problem, " ".repeat(number.length + 2))];
}

function detailLines({ hint, subject }: HelmwrightError, indent: string): readonly string[] {
  const about = formatSubject(subject);
  return [...(hint === undefined ? [] : [`${indent}hint: ${hint}`]), ...(about === "" ? [] : [`${indent}at: ${about}`])];
}

/** What an error is about, as far as it is known, on one line. */
export function formatSubject({ place, component, chart, release, object, path }: Subject): string {
  return [
    place,
    component && `component ${component}`,
    chart && `chart ${chart}`,
    release && `release ${release}`,
    object,
    path && `field ${path}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The same for `--json`. */
export function errorData(error: unknown): { readonly error: Readonly<Record<string, unknown>> } {
  if (isHelmwrightError(error)) {
    const { code, message, hint, subject } = error;
    const one = { code, message, hint, subject };
    return { error: isProblemsError(error) ? { ...one, problems: error.problems.map((problem) => errorData(problem).error) } : one };
  }
  const text = error instanceof Error ? error : new Error(String(error));
  return {
    error: {
      code: "DEFECT",
      message: text.message,
      hint: "This is a defect of Helmwright: please report it.",
      subject: {},
      stack: text.stack,
    },
  };
}
