import type { Reason } from "../value-type.ts";
import type { Explanation } from "./explain-path.ts";

const MOST_REASONS = 5;
const MOST_KEYS = 40;
const LONGEST_LITERAL = 80;
const VERBS: ReadonlySet<string> = new Set(["is", "has", "lands", "switches", "keeps", "takes", "holds", "can"]);
const NOUNS: ReadonlySet<string> = new Set(["a", "an", "the", "what", "it"]);

/**
 * An explanation as lines of text without a final line break: `replicaCount: integer, because it lands in
 * Deployment.spec.replicas in templates/deployment.yaml:12; default 1`, and below it what else there is to say.
 */
export function formatExplanation(explanation: Explanation): string {
  const { path, type, reasons, keys, closed, comment } = explanation;
  const [first, ...others] = reasons.toSorted((a, b) => weightOf(a) - weightOf(b));
  const because = first ? `, because ${reasonText(first)}` : "";
  const value = explanation.default === undefined ? "" : `; default ${literalText(explanation.default)}`;
  const more = others.slice(0, MOST_REASONS).map((reason) => `and ${reasonText(reason)}`);
  const lines = [
    ...more,
    ...(others.length > MOST_REASONS ? [`and ${others.length - MOST_REASONS} reasons more`] : []),
    ...detailsOf(explanation),
    ...(keys.length > 0 ? [`keys: ${listed(keys, MOST_KEYS)}`] : []),
    ...(closed === undefined ? [] : [closed ? "closed: other keys are errors" : openText(explanation)]),
    ...(comment === undefined || comment.trim() === "" ? [] : ["", ...comment.trim().split("\n")]),
  ];
  return [`${path === "" ? "values" : path}: ${type}${because}${value}`, ...lines.map((line) => (line === "" ? "" : `  ${line}`))]
    .map(printable)
    .join("\n");
}

/** Where a value lands tells most, that something asks for it least. */
function weightOf({ text }: Reason): number {
  if (text.startsWith("lands")) return 0;
  return text.startsWith("tested") ? 2 : 1;
}

function detailsOf({ enum: literals, keywords, alsoAs, required, deprecated, kubernetes }: Explanation): readonly string[] {
  return [
    ...(literals ? [`one of ${listed(literals.map(literalText), MOST_KEYS)}`] : []),
    ...Object.entries(keywords ?? {}).map(([keyword, limit]) => `${keyword} ${literalText(limit)}`),
    ...(alsoAs.length > 0 ? [`also accepted: ${alsoAs.join(", ")}`] : []),
    ...(required ? ["required: without it the chart renders nothing"] : []),
    ...(deprecated ? ["deprecated"] : []),
    ...(kubernetes === undefined ? [] : [`Kubernetes type: ${kubernetes}`]),
  ];
}

function openText({ openBecause }: Explanation): string {
  return openBecause ? `open: other keys are accepted, because ${reasonText(openBecause)}` : "open: other keys are accepted";
}

/** `it lands in Deployment.spec.replicas in templates/deployment.yaml:12` */
function reasonText({ text, place }: Reason): string {
  const [word = ""] = text.split(" ", 1);
  const start = VERBS.has(word) ? "it " : NOUNS.has(word) ? "" : "it is ";
  return `${start}${text}${place === undefined ? "" : ` in ${place}`}`;
}

function literalText(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > LONGEST_LITERAL ? `${text.slice(0, LONGEST_LITERAL - 1)}…` : text;
}

function listed(words: readonly string[], most: number): string {
  const shown = words.slice(0, most).join(", ");
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

/** A chart's text can't move the cursor. */
function printable(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, " ");
}
