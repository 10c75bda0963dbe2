import { helmFailure } from "./helm-failure.ts";
import type { HelmOutcome } from "./helm-process.ts";

export interface LintMessage {
  readonly severity: "info" | "warning" | "error";
  /** The file in the chart, where Helm names one. */
  readonly path: string;
  readonly text: string;
}

export interface LintResult {
  readonly passed: boolean;
  readonly messages: readonly LintMessage[];
}

const MESSAGE = /^\[(?<severity>INFO|WARNING|ERROR)\] (?:(?<path>[^\s:]+): )?(?<text>.*)$/u;
const SEVERITIES = { INFO: "info", WARNING: "warning", ERROR: "error" } as const;

/**
 * Reads what `helm lint` prints. Lines that continue a message are added to it.
 *
 * @throws the coded error when Helm failed without having examined the chart
 */
export function parseLintOutput(outcome: HelmOutcome, chart: string): LintResult {
  const messages: LintMessage[] = [];
  for (const line of outcome.stdout.split("\n")) {
    const { severity, path = "", text = "" } = MESSAGE.exec(line)?.groups ?? {};
    const last = messages.at(-1);
    if (severity === "INFO" || severity === "WARNING" || severity === "ERROR")
      messages.push({ severity: SEVERITIES[severity], path, text });
    else if (last !== undefined && /^\s+\S/u.test(line)) messages[messages.length - 1] = { ...last, text: `${last.text}\n${line.trim()}` };
  }
  const passed = outcome.exitCode === 0;
  if (!passed && messages.length === 0) {
    throw helmFailure({ doing: `lint chart ${chart}`, stderr: outcome.stderr, exitCode: outcome.exitCode, subject: { chart } });
  }
  return { passed, messages };
}
