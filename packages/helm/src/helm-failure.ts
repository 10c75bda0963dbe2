import { HelmwrightError, type Subject } from "@helmwright/core";
import { redact } from "./redact.ts";

const LONGEST_WORDS = 4000;

interface KnownFailure {
  readonly code: string;
  readonly words: RegExp;
  readonly hint: string;
}

/**
 * Helm tells its failures by text alone. This is the one place that reads it; `helm-failure.sandbox.test.ts` provokes each of
 * them with the real binary. The first match wins.
 */
const KNOWN_FAILURES: readonly KnownFailure[] = [
  {
    code: "HELM_UNREACHABLE",
    words: /kubernetes cluster unreachable/u,
    hint: "Check the kubeconfig, the context and that the API server answers.",
  },
  {
    code: "HELM_OPERATION_IN_PROGRESS",
    words: /another operation \(install\/upgrade\/rollback\) is in progress/u,
    hint: "Wait for the other operation; if no helm process runs any more, recover the release record and try again.",
  },
  {
    code: "HELM_RELEASE_NOT_FOUND",
    words: /release: not found|has no deployed releases|release has no \S+ version/u,
    hint: "List the releases of the namespace and check name, namespace and revision.",
  },
  {
    code: "HELM_RELEASE_EXISTS",
    words: /cannot reuse a name that is still in use/u,
    hint: "Upgrade the release instead, or choose another name.",
  },
  {
    code: "HELM_CHART_NOT_FOUND",
    words:
      /path "[^"]*" not found|repo \S+ not found|chart "[^"]*" (?:version "[^"]*" )?not found|chart "[^"]*" matching \S+ not found|no chart (?:version|name) found|Chart\.yaml file is missing|unable to detect chart at|not a valid chart repository or cannot be reached/u,
    hint: "Check the chart's name, version and repository, and that the repository can be reached.",
  },
  {
    code: "HELM_OWNED_BY_OTHER",
    words: /invalid ownership metadata/u,
    hint: "Remove the object, take it over with `takeOwnership`, or rename the release.",
  },
  {
    code: "HELM_CONFLICT",
    words: /conflict with|conflicts with|Apply failed with \d+ conflict/u,
    hint: "Another field manager owns these fields: change it there, or set `forceConflicts`.",
  },
  {
    code: "HELM_VALUES_INVALID",
    words: /values don't meet the specifications of the schema/u,
    hint: "Correct the values named in the message.",
  },
  {
    code: "HELM_TIMEOUT",
    words: /context deadline exceeded|timed out waiting/u,
    hint: "Look at the release's objects and their events, or give it more time.",
  },
];

function helmWords(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trimEnd());
  const start = lines.findIndex((line) => line.startsWith("Error: "));
  const words = (start < 0 ? lines : lines.slice(start))
    .join("\n")
    .replace(/^Error: /u, "")
    .trim();
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)} …` : words;
}

export interface FailedCommand {
  /** What was being done (`upgrade release shop/web`). */
  readonly doing: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly subject?: Subject | undefined;
  /** Texts that must not appear in the error. */
  readonly secrets?: readonly string[] | undefined;
}

/** The coded error for a Helm command that failed, with Helm's own words, trimmed and redacted. `HELM_FAILED` when nothing fits. */
export function helmFailure({ doing, stderr, exitCode, subject, secrets }: FailedCommand): HelmwrightError {
  const words = redact(helmWords(stderr), secrets);
  const known = KNOWN_FAILURES.find((failure) => failure.words.test(words));
  return new HelmwrightError(known?.code ?? "HELM_FAILED", `${doing}: ${words === "" ? `helm ended with exit code ${exitCode}` : words}`, {
    hint: known?.hint ?? "Read Helm's own words above.",
    subject,
  });
}
