export { HelmwrightError, ProblemsError } from "./error.ts";
export type { ErrorDetails, Subject } from "./error.ts";
