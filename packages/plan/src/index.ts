export { builtInNamespaces } from "./built-in.ts";
export { checkClosedWorld } from "./closed-world.ts";
export type { ClosedWorld, StepEdge } from "./closed-world.ts";
export { diffObjects, diffPaths, diffValues } from "./diff.ts";
export { canonical, fingerprint, keyedFingerprint } from "./fingerprint.ts";
export { orderSteps } from "./order-steps.ts";
export type { Ordered } from "./order-steps.ts";
export { clusterScoped, placedObjects } from "./world.ts";
export type { EngineObjects, Placed, RenderedRelease, World } from "./world.ts";
