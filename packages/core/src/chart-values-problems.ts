import { HelmwrightError } from "./error.ts";
import type { Subject } from "./error.ts";
import type { JsonObject } from "./manifest.ts";
import { formatPath } from "./schema-problems.ts";
import { valuesProblems } from "./values-schema/values-problems.ts";

const parsed = new Map<string, JsonObject>();

function schemaOf(text: string): JsonObject {
  const known = parsed.get(text) ?? (JSON.parse(text) as JsonObject);
  parsed.set(text, known);
  return known;
}

export interface ChartValuesCheck {
  /** For messages: `chart values of certs (cert-manager)`. */
  readonly what: string;
  readonly subject: Subject;
}

/** Everything in a component's chart values that the chart's schema refuses, as `VALUES_INVALID`. */
export function chartValuesProblems(schema: string, values: unknown, { what, subject }: ChartValuesCheck): readonly HelmwrightError[] {
  return valuesProblems(schemaOf(schema), values).map(({ path, message, expected, didYouMean }) => {
    const holder = `${formatPath(path.slice(0, -1))}.`;
    const meant = didYouMean?.startsWith(holder) ? didYouMean.slice(holder.length) : didYouMean;
    const hint = meant === undefined ? `It takes ${expected}.` : `Did you mean ${meant}?`;
    return new HelmwrightError("VALUES_INVALID", `check ${what}: ${message}`, { hint, subject: { ...subject, path: formatPath(path) } });
  });
}
