import type { RunReport, StepResult } from "@helmwright/core";

import type { Paint } from "../terminal.ts";
import { duration, past } from "../views/wording.ts";
import { formatSubject } from "./format-error.ts";

export interface ReportWords {
  readonly verb: "deploy" | "destroy";
  readonly paint: Paint;
}

/** What a run did, for people: how it ended, what failed and why, what was not started, what stays. */
export function formatReport(report: RunReport, { verb, paint }: ReportWords): string {
  const failed = report.results.filter(({ outcome }) => outcome === "failed");
  const { failed: broken = [], "in the middle": halfway = [] } = Object.groupBy(failed, ({ failure }) => failureWord(failure));
  const waiting = report.results.filter(({ outcome }) => outcome === "not-started");
  const lines = [
    ...broken.flatMap((result) => failureLines(result, paint)),
    ...(report.outcome === "interrupted" ? section("done", report.results.filter(({ outcome }) => outcome === "done").map(nameOf)) : []),
    ...section("in the middle", halfway.map(nameOf)),
    ...[...Map.groupBy(waiting, (result) => (report.outcome === "interrupted" ? "" : becauseOf(result)))].flatMap(([because, results]) =>
      section(`not started${because}`, results.map(nameOf)),
    ),
    ...keptLines(report.kept),
    ...report.warnings.map((warning) => `${paint("yellow", "warning")}: ${warning}`),
    headline(report, { verb, paint }),
  ];
  if (report.outcome === "interrupted") lines.push(`To go on, run ${verb} again: it takes up what was left in the middle.`);
  if (report.outcome === "failed") lines.push(`Correct the cause and run ${verb} again: what is done stays done.`);
  return lines.join("\n");
}

function headline({ platform, environment, outcome, results, milliseconds }: RunReport, { verb, paint }: ReportWords): string {
  const where = `${platform.name} in ${environment}`;
  const took = duration(milliseconds);
  if (outcome === "unchanged" && verb === "destroy") return `${paint("green", "no changes")}: nothing of ${where} is there to remove`;
  if (outcome === "unchanged") {
    return `${paint("green", "no changes")}: ${where} is as wanted (${results.length} ${results.length === 1 ? "step" : "steps"} checked in ${took})`;
  }
  const word = outcome === "done" ? paint("green", "done") : paint("red", outcome);
  return `${word}: ${where}: ${countsOf(results)} in ${took}`;
}

const outcomeWords = { unchanged: "unchanged", "not-started": "not started" } as const;

function failureWord(failure: StepResult["failure"]): "in the middle" | "failed" {
  return failure?.code === "INTERRUPTED" ? "in the middle" : "failed";
}

/** `3 installed, 2 created, 1 failed, 4 unchanged`. */
function countsOf(results: readonly StepResult[]): string {
  const counts = new Map<string, number>();
  for (const { step, action, outcome, failure } of results) {
    const word =
      outcome === "done" ? past(action, step.split(" ")[0] ?? "") : outcome === "failed" ? failureWord(failure) : outcomeWords[outcome];
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const last = ["failed", "in the middle", "not started", "unchanged"];
  const sorted = [...counts].toSorted(([a], [b]) => last.indexOf(a) - last.indexOf(b));
  return sorted.map(([word, count]) => `${count} ${word}`).join(", ") || "nothing to do";
}

function failureLines(result: StepResult, paint: Paint): readonly string[] {
  const { failure } = result;
  if (!failure) return [`${paint("red", "failed")}: ${nameOf(result)}`];
  const about = formatSubject(failure.subject);
  return [
    `${paint("red", "failed")}: ${nameOf(result)} after ${duration(result.milliseconds)}`,
    `  ${failure.code}: ${failure.message}`,
    ...(about === "" ? [] : [`  at: ${about}`]),
    ...(failure.events.length === 0 ? [] : ["  events:", ...failure.events.map((event) => `    ${event}`)]),
    ...(failure.hint === undefined ? [] : [`  hint: ${failure.hint}`]),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

/** What stays, with a reason that many share told once. */
function keptLines(kept: RunReport["kept"]): readonly string[] {
  const groups = [...Map.groupBy(kept, ({ why }) => why)].map(([why, some]) => ({ why, names: some.map(({ object }) => object) }));
  const [single, shared] = [groups.filter(({ names }) => names.length === 1), groups.filter(({ names }) => names.length > 1)];
  return [
    ...shared.flatMap(({ why, names }) => section(`kept, because ${why}`, names)),
    ...section(
      "kept",
      single.map(({ why, names }) => `${names.join("")}: ${why}`),
    ),
  ];
}

function nameOf({ component, step }: StepResult): string {
  return `${component}: ${step}`;
}

function becauseOf({ because }: StepResult): string {
  if (because === undefined) return "";
  return because === "interrupted" ? "" : `, because ${because} failed`;
}
