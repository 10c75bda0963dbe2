import type { Abstract, Piece } from "./abstract.ts";
import { fromValues } from "./abstract.ts";
import { compact } from "./text.ts";
import { lose } from "./run.ts";
import type { Run } from "./run.ts";

const DEEPEST = 60;
/** How often a template is followed into itself in all; what it is given then is taken to be used whole. */
const MOST_RECURSIONS = 250;

/** What a template is given beside the chart's own context, which is no part of what it works on. */
function loseArguments(dot: Abstract, place: string): void {
  const parts = dot.kind === "mapping" ? [...dot.entries.values()] : dot.kind === "sequence" ? dot.items : [dot];
  for (const part of parts) {
    const isContext = part.kind === "mapping" && part.entries.has("Release");
    if (!isContext && !(part.kind === "values" && part.path.parent === undefined))
      lose(part, "given to a template that calls itself", place);
  }
}

/** The text of a definition with another dot. The same call gives the same text, and a call of itself gives none. */
export function invoke(run: Run, name: string, dot: Abstract): readonly Piece[] {
  const body = run.definitions.get(name);
  if (!body) return [];
  const key = `${name} ${signature(dot)}`;
  const known = run.results.get(key);
  if (known) return known;
  if (run.active.includes(key) || run.active.length > DEEPEST) return [];
  if (run.active.some((one) => one.startsWith(`${name} `))) {
    const calls = (run.recursions.get(name) ?? 0) + 1;
    run.recursions.set(name, calls);
    if (calls > MOST_RECURSIONS) {
      loseArguments(dot, run.origins.get(name) ?? name);
      return [];
    }
  }
  run.active.push(key);
  const pieces = compact(run.evaluate(body, dot, run.origins.get(name) ?? name));
  run.active.pop();
  run.results.set(key, pieces);
  return pieces;
}

/** Equal for two values in which a template can't tell a difference. */
function signature(value: Abstract, depth = 0): string {
  switch (value.kind) {
    case "mapping":
      if (depth > 3 || value.entries.size + value.merged.length > 30) return `#${value.id}`;
      return `{${[...value.entries].map(([key, one]) => `${key}=${signature(one, depth + 1)}`).join()}|${value.merged.map((one) => signature(one, depth + 1)).join()}}`;
    case "sequence":
      return depth > 3 ? `#${value.id}` : `[${value.items.map((one) => signature(one, depth + 1)).join()}]`;
    case "constant":
      return JSON.stringify(value.value);
    case "any":
      return `(${value.of.map((one) => signature(one, depth + 1)).join("|")})`;
    case "text":
      return `"${value.pieces.map((piece) => (typeof piece === "string" ? piece : piece.kind === "hole" ? `<${piece.form} ${signature(piece.value, depth + 1)}>` : `#${value.id}`)).join("")}"`;
    case "values":
      return `@${value.id}`;
    case "key":
      return `key@${fromValues(value.of).id}`;
    case "without":
      return `${signature(value.base, depth + 1)}-${[...value.keys].join()}`;
    case "opaque":
      return `?${value.what}`;
  }
}
