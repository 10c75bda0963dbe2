export { claimant, instanceOf, problemsOf } from "./compose-one.ts";
export type { ComposeOneOptions } from "./compose-one.ts";
export { extractOf, goldenExtract } from "./golden-extract.ts";
export type { ExtractOptions, GoldenExtract } from "./golden-extract.ts";
export { renderInstance } from "./render-chart.ts";
export { memoryCluster, unreachableCluster } from "./memory-cluster.ts";
export type { MemoryCluster } from "./memory-cluster.ts";
export { snapshotCluster, snapshotDifferences } from "./snapshot-cluster.ts";
