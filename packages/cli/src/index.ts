export type { PlanDocument } from "@helmwright/core";
