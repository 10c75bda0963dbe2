import { homedir } from "node:os";
import { join, resolve } from "node:path";

import { HelmwrightError } from "@helmwright/core";
import type { Instance, Manifest } from "@helmwright/core";
import { execa } from "execa";
import { loadAll } from "js-yaml";

/**
 * The objects that an instance's chart renders to, hooks included and `crds/` left out, as Helm prints them. Throws
 * `RENDER_FAILED` with Helm's own words.
 */
export async function renderInstance(instance: Instance, { kubernetes = "1.37.1" }: { readonly kubernetes?: string } = {}): Promise<readonly Manifest[]> {
  const { chart, release, values } = instance;
  if (!chart) return [];
  const archive = join(mirrorFolder(), `${chart.name}-${chart.version}.tgz`);
  const arguments_ = ["template", release.name, archive, "--namespace", release.namespace, "--kube-version", kubernetes, "--skip-crds", "-f", "-"];
  const result = await execa(helmBinary(), arguments_, { input: JSON.stringify(values), reject: false });
  if (result.exitCode !== 0) {
    throw new HelmwrightError("RENDER_FAILED", `render chart ${chart.name} ${chart.version}: ${result.stderr || result.message}`);
  }
  const documents: readonly unknown[] = loadAll(result.stdout);
  return documents.filter(isManifest).flatMap(unfold);
}

function unfold(manifest: Manifest): readonly Manifest[] {
  const items: unknown = manifest.kind.endsWith("List") ? Object.entries(manifest).find(([key]) => key === "items")?.[1] : undefined;
  return Array.isArray(items) ? items.filter(isManifest) : [manifest];
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === "object" && value !== null && "kind" in value && "apiVersion" in value;
}

function mirrorFolder(): string {
  return resolve(import.meta.dirname, "../../../../shared/charts");
}

function helmBinary(): string {
  return join(homedir(), ".cache/helmwright/tools/helm/v4.3.1/helm");
}
