/** Marks of helm-docs, of generators of READMEs and of schemas, and rulers. */
const NOISE =
  /^(?:@(?:schema|default|section|skip|extra|descriptionStart|descriptionEnd|ignored|notationType|raw)\b.*|\+docs:.*|[-=*#~_\s]*)$/u;

/**
 * A comment's text as a reader wants it.
 *
 * @param bodies the lines behind their `#`
 * @returns undefined when nothing is left
 */
export function cleanComment(bodies: readonly string[]): string | undefined {
  const start = bodies.findLastIndex((body) => /^\s*--(?:\s|$)/u.test(body));
  const cleaned = bodies
    .slice(Math.max(0, start))
    .map((body) =>
      body
        .replace(/^#+/u, "")
        .trim()
        .replace(/^--\s*/u, "")
        .replace(/^\([A-Za-z0-9[\]/.]+\)\s+/u, "")
        .replace(/^@param\s+\S+\s*(?:\[[^\]]*\]\s*)?/u, ""),
    )
    .filter((line) => !NOISE.test(line))
    .join("\n")
    .trim();
  return cleaned === "" ? undefined : cleaned;
}
