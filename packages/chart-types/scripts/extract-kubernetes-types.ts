import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SchemaSet } from "../src/kubernetes/schema-node.ts";
import { formatSet } from "./format-set.ts";
import { readGoEnums } from "./go-enums.ts";
import { readSwagger, type Swagger } from "./swagger-set.ts";
import { keepReachable, uniteSets } from "./unite-sets.ts";

/** The newest patch of each supported minor whose source the Go module proxy has, the oldest first. */
const VERSIONS = ["v1.34.4", "v1.35.4", "v1.36.4", "v1.37.1"] as const;
const gen = resolve(import.meta.dirname, "../gen");

function downloadKubernetes(version: string): string {
  const module = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@${version}`], { encoding: "utf8" });
  return (JSON.parse(module) as { readonly Dir: string }).Dir;
}

function readVersion(version: string): SchemaSet {
  const folder = downloadKubernetes(version);
  const swagger = JSON.parse(readFileSync(join(folder, "api/openapi-spec/swagger.json"), "utf8")) as Swagger;
  return readSwagger(swagger, readGoEnums(readFileSync(join(folder, "pkg/generated/openapi/zz_generated.openapi.go"), "utf8")));
}

const header = { generator: "pnpm --filter @helmwright/chart-types kubernetes-types", source: "k8s.io/kubernetes", versions: VERSIONS };
writeFileSync(join(gen, "kubernetes.json"), formatSet(header, keepReachable(uniteSets(VERSIONS.map(readVersion)))));
