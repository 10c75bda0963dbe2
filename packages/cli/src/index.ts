export type { PlanDocument, RunReport } from "@helmwright/core";
export { runCli } from "./run-cli.ts";
