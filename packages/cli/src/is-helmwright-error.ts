import type { HelmwrightError, ProblemsError } from "@helmwright/core/error";

/** By shape, because the platform file may bring another copy of the class. */
export function isHelmwrightError(error: unknown): error is HelmwrightError {
  return (
    error instanceof Error &&
    (error.name === "HelmwrightError" || isProblemsError(error)) &&
    "code" in error &&
    typeof error.code === "string"
  );
}

export function isProblemsError(error: unknown): error is ProblemsError {
  return error instanceof Error && error.name === "ProblemsError" && "problems" in error && Array.isArray(error.problems);
}
