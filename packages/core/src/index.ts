export { HelmwrightError, ProblemsError } from "./error.ts";
export type { ErrorDetails, Subject } from "./error.ts";
export type { ChartPin } from "./chart-pin.ts";
