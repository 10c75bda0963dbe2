import type { Checker, Problem } from "./checker.ts";
import { onlyPath, withValue } from "./value-paths.ts";
import type { ValuePath, Values } from "./value-paths.ts";

/** Whether a problem is about a place: at it, in it, or in what it lies in. */
export function isAbout(problem: Problem, place: ValuePath): boolean {
  return problem.path.every((key, index) => index >= place.length || key === place[index]);
}

/** Tells two problems apart. */
export function problemKey({ path, message }: Problem): string {
  return JSON.stringify([path, message]);
}

export interface ReplacedLeaf {
  readonly defaults: Values;
  readonly path: ValuePath;
  readonly value: unknown;
}

/** Whether the checker refuses this value at this place, and not already the default there. */
export function isReportedAt(checker: Checker, { defaults, path, value }: ReplacedLeaf): boolean {
  const own = onlyPath(defaults, path);
  const before = new Set(checker.problems(own).map(problemKey));
  return checker.problems(withValue(own, path, value)).some((problem) => !before.has(problemKey(problem)) && isAbout(problem, path));
}
