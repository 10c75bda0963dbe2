import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SchemaSet } from "./schema-node.ts";

// By the package's own name, because source and build lie at different depths.
const { resolve } = createRequire(import.meta.url);
const readSet = (file: string): SchemaSet => JSON.parse(readFileSync(resolve(`@helmwright/chart-types/gen/${file}`), "utf8")) as SchemaSet;

function readWhenAsked(file: string): SchemaSet {
  let set: SchemaSet | undefined;
  const read = (): SchemaSet => (set ??= readSet(file));
  return {
    get kinds() {
      return read().kinds;
    },
    get definitions() {
      return read().definitions;
    },
  };
}

/** The extracts in `gen/`: what Kubernetes serves, and custom resources that many charts render without owning them. */
export function committedSets(): { readonly kubernetes: SchemaSet; readonly customResources: SchemaSet } {
  return { kubernetes: readWhenAsked("kubernetes.json"), customResources: readWhenAsked("custom-resources.json") };
}
