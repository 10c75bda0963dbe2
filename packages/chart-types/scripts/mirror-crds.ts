import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readChartArchive } from "@helmwright/charts";
import { parseKubernetesYaml } from "@helmwright/helm/yaml";
import { wellKnownKinds } from "./well-known-kinds.ts";

/** A CustomResourceDefinition and the chart or file that has it. */
export interface FoundCrd {
  readonly source: string;
  readonly manifest: unknown;
}

interface CrdFields {
  readonly kind?: unknown;
  readonly spec?: { readonly group?: string; readonly names?: { readonly kind?: string } };
}

const CRD = /^kind: *"?CustomResourceDefinition/mu;

/** A document as it stands in a template, without its actions: definitions hold none inside their schemas. */
function withoutActions(template: string): string {
  const lines = template.split("\n").filter((line) => !/^\s*(?:\{\{.*\}\}\s*)+$/u.test(line));
  return lines.map((line) => line.replaceAll(/\{\{.*?\}\}/gu, "x")).join("\n");
}

function isWellKnown(manifest: unknown): boolean {
  const { kind, spec } = (manifest ?? {}) as CrdFields;
  const kinds = wellKnownKinds[spec?.group ?? ""];
  return kind === "CustomResourceDefinition" && kinds !== undefined && kinds.includes(spec?.names?.kind ?? "");
}

function readDocument(document: string): readonly unknown[] {
  try {
    return parseKubernetesYaml(withoutActions(document));
  } catch {
    // Its actions are more than wrappings; another chart has the same definition as plain YAML.
    return [];
  }
}

/** The well-known definitions in one text of YAML documents or a template. */
export function findCrds(source: string, text: string): readonly FoundCrd[] {
  const documents = text.split(/^---.*$/mu).filter((document) => CRD.test(document));
  return documents
    .flatMap(readDocument)
    .filter(isWellKnown)
    .map((manifest) => ({ source, manifest }));
}

/** The well-known definitions in all charts of a mirror, and in the plain files of the folder `crds` beside it. */
export async function readMirrorCrds(mirror: string): Promise<readonly FoundCrd[]> {
  const found: FoundCrd[] = [];
  for (const archive of readdirSync(mirror).filter((name) => name.endsWith(".tgz"))) {
    const { files } = await readChartArchive(createReadStream(join(mirror, archive)));
    const texts = [...files].filter(([path]) => /\.(?:ya?ml|tpl)$/u.test(path));
    for (const [, content] of texts) found.push(...findCrds(archive.replace(/\.tgz$/u, ""), content.toString("utf8")));
  }
  const beside = join(mirror, "../crds");
  for (const file of existsSync(beside) ? readdirSync(beside) : []) {
    found.push(...findCrds(file.replace(/\.yaml$/u, ""), readFileSync(join(beside, file), "utf8")));
  }
  return found;
}
