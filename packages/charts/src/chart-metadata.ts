import { HelmwrightError } from "@helmwright/core";
import { parseKubernetesYaml } from "@helmwright/helm/yaml";
import { z } from "zod";
import type { ChartTree } from "./chart-tree.ts";

/** A dependency as `Chart.yaml` names it. */
export interface ChartDependency {
  readonly name: string;
  readonly version?: string | undefined;
  readonly repository?: string | undefined;
  /** The name that its values stand under, where it isn't the chart's. */
  readonly alias?: string | undefined;
  /** Paths of values that switch it on, comma-separated. */
  readonly condition?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Values of the dependency that its parent takes over. */
  readonly importValues?: readonly ImportedValues[] | undefined;
}

/** A name below `exports` in the dependency's values, or paths of tables in the dependency's and the parent's values (`.` is all of them). */
export type ImportedValues = string | { readonly child: string; readonly parent: string };

/** What stands in a chart's `Chart.yaml`. */
export interface ChartMetadata {
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly appVersion?: string | undefined;
  /** Range of Kubernetes versions that the chart accepts. */
  readonly kubeVersion?: string | undefined;
  /** `application` or `library`. Default `application`. */
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly deprecated?: boolean | undefined;
  readonly dependencies: readonly ChartDependency[];
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const optionalText = text.nullish().transform((value) => value ?? undefined);
const importSchema: z.ZodType<ImportedValues> = z.union([z.string(), z.object({ child: text, parent: text })]);
const dependencySchema = z
  .object({
    name: z.string(),
    version: optionalText,
    repository: optionalText,
    alias: optionalText,
    condition: optionalText,
    tags: z
      .array(z.string())
      .nullish()
      .transform((tags) => tags ?? undefined),
    // Helm passes over what is neither of the two.
    "import-values": z
      .array(importSchema.or(z.unknown().transform(() => undefined)))
      .nullish()
      .transform((imports) => imports?.filter((one) => one !== undefined)),
  })
  .transform(({ "import-values": importValues, ...dependency }) =>
    importValues === undefined ? dependency : { ...dependency, importValues },
  );
const dependenciesSchema = z
  .array(dependencySchema)
  .nullish()
  .transform((dependencies) => dependencies ?? []);
const metadataSchema: z.ZodType<ChartMetadata> = z.object({
  apiVersion: z.string().default("v1"),
  name: z.string(),
  version: text,
  appVersion: optionalText,
  kubeVersion: optionalText,
  type: optionalText,
  description: optionalText,
  deprecated: z
    .boolean()
    .nullish()
    .transform((deprecated) => deprecated ?? undefined),
  dependencies: dependenciesSchema,
});

function parseFile(tree: ChartTree, path: string): unknown {
  const content = tree.files.get(path);
  return content === undefined ? undefined : parseKubernetesYaml(content.toString("utf8").replace(/^\uFEFF/u, ""))[0];
}

/**
 * Reads `Chart.yaml`, and the dependencies in `requirements.yaml`, which then replace those of `Chart.yaml`, as in Helm.
 *
 * @throws HelmwrightError `CHART_ARCHIVE_INVALID`
 */
export function chartMetadata(tree: ChartTree): ChartMetadata {
  try {
    const metadata = metadataSchema.parse(parseFile(tree, "Chart.yaml"));
    const requirements = z.object({ dependencies: dependenciesSchema }).nullish().parse(parseFile(tree, "requirements.yaml"));
    return requirements == null || requirements.dependencies.length === 0
      ? metadata
      : { ...metadata, dependencies: requirements.dependencies };
  } catch (error) {
    throw new HelmwrightError("CHART_ARCHIVE_INVALID", `read chart ${tree.folder}: its Chart.yaml is missing or malformed`, {
      hint: "Get the chart from its official repository.",
      cause: error,
    });
  }
}
