import { HelmwrightError } from "@helmwright/core";

/** Whether a path below the chart's folder is left out, as `.helmignore` says. */
export type IgnoreRule = (path: string, isDirectory: boolean) => boolean;

interface Pattern {
  readonly glob: readonly GlobPart[];
  /** Without a slash in the pattern the name alone is compared. */
  readonly wholePath: boolean;
  readonly negated: boolean;
  readonly directoriesOnly: boolean;
}

const ALWAYS = "templates/.?*";

const STAR = Symbol("any number of characters");
type GlobPart = typeof STAR | ((character: string) => boolean);

/** Go's `filepath.Match`: `*` and `?` stop at slashes, `[a-z]` and `[^a]` are classes, `\` escapes. */
function parseGlob(glob: string): readonly GlobPart[] {
  const parts = glob.match(/\\[^]|\[\^?(?:\\[^]|[^\]\\])+\]|[^]/gu) ?? [];
  return parts.map((part) => {
    if (part === "*") return STAR;
    if (part === "?") return (character) => character !== "/";
    const literal = part.startsWith("\\") ? part.slice(1) : part;
    if (part.length === 1 || literal !== part) return (character) => character === literal;
    const characters = new RegExp(`^${part}$`, "u");
    return (character) => characters.test(character);
  });
}

/** In a time that grows with both lengths and no faster, whatever the pattern: only the last star met is tried again. */
function matchesGlob(glob: readonly GlobPart[], path: string): boolean {
  const characters = Array.from(path);
  let [part, at, star, starAt] = [0, 0, -1, 0];
  while (at < characters.length) {
    const test = glob[part];
    if (test === STAR) [star, starAt, part] = [part, at, part + 1];
    else if (test?.(characters[at] ?? "") === true) [part, at] = [part + 1, at + 1];
    else if (star >= 0 && characters[starAt] !== "/") [starAt, part, at] = [starAt + 1, star + 1, starAt + 1];
    else return false;
  }
  return glob.slice(part).every((rest) => rest === STAR);
}

function invalid(rule: string, cause?: unknown): HelmwrightError {
  return new HelmwrightError("CHART_DIRECTORY_INVALID", `read .helmignore: ${JSON.stringify(rule)} is no pattern that Helm knows`, {
    hint: "Correct the line; `**` is not supported.",
    cause,
  });
}

function parseRule(rule: string): Pattern {
  if (rule.includes("**")) throw invalid(rule);
  const negated = rule.startsWith("!");
  const positive = negated ? rule.slice(1) : rule;
  const directoriesOnly = positive.endsWith("/");
  const path = directoriesOnly ? positive.slice(0, -1) : positive;
  try {
    return { glob: parseGlob(path.replace(/^\//u, "")), wholePath: path.includes("/"), negated, directoriesOnly };
  } catch (error) {
    throw invalid(rule, error);
  }
}

function matches({ glob, wholePath }: Pattern, path: string): boolean {
  return matchesGlob(glob, wholePath ? path : path.slice(path.lastIndexOf("/") + 1));
}

/**
 * The rules of a `.helmignore` with Helm's default rule, evaluated as Helm does: the first match decides, and a rule with `!` leaves
 * out everything that it does not match.
 *
 * @throws HelmwrightError `CHART_DIRECTORY_INVALID`
 */
export function parseHelmIgnore(text: string): IgnoreRule {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u);
  const rules = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const patterns = [...rules, ALWAYS].map(parseRule);
  return (path, isDirectory) =>
    patterns.some((pattern) => {
      if (pattern.directoriesOnly && !isDirectory) return pattern.negated;
      return matches(pattern, path) !== pattern.negated;
    });
}
