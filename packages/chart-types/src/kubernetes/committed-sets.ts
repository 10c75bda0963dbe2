import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SchemaSet } from "./schema-node.ts";

// By the package's own name, because source and build lie at different depths.
const { resolve } = createRequire(import.meta.url);
const readSet = (file: string): SchemaSet => JSON.parse(readFileSync(resolve(`@helmwright/chart-types/gen/${file}`), "utf8")) as SchemaSet;

/** The extracts in `gen/`: what Kubernetes serves, and custom resources that many charts render without owning them. */
export function readCommittedSets(): { readonly kubernetes: SchemaSet; readonly customResources: SchemaSet } {
  return { kubernetes: readSet("kubernetes.json"), customResources: readSet("custom-resources.json") };
}
