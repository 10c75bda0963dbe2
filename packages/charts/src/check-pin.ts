import { type ChartPin, HelmwrightError } from "@helmwright/core";
import { valid } from "semver";

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]*$/u;
const DIGEST = /^sha256:[0-9a-f]{64}$/u;
const REPOSITORY = /^(?:https|oci):\/\/[^\s@]+$/u;

/** `name version`, as errors print it. */
export function describeChart({ name, version }: Pick<ChartPin, "name" | "version">): string {
  return `${name} ${version}`;
}

/**
 * Checks that a pin can be resolved at all.
 *
 * @throws HelmwrightError `CHART_PIN_INVALID`
 */
export function checkPin(pin: ChartPin): void {
  const problems = [
    NAME.test(pin.name) ? undefined : `name ${JSON.stringify(pin.name)} is no chart name`,
    valid(pin.version) === null ? `version ${JSON.stringify(pin.version)} is no semantic version` : undefined,
    DIGEST.test(pin.digest) ? undefined : `digest ${JSON.stringify(pin.digest)} is not sha256: and 64 hex digits`,
    REPOSITORY.test(pin.repository)
      ? undefined
      : `repository ${JSON.stringify(pin.repository)} is no https:// or oci:// URL without credentials`,
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0) return;
  throw new HelmwrightError("CHART_PIN_INVALID", `resolve chart ${describeChart(pin)}: ${problems.join("; ")}`, {
    hint: "Correct the pin in the component's chart.ts.",
    subject: { chart: describeChart(pin) },
  });
}
