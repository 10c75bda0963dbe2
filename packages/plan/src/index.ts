export type { } from "@helmwright/core";
