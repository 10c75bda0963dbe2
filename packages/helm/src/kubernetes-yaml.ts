import { HelmwrightError } from "@helmwright/core";
import { readYaml, type YamlValue } from "./read-yaml.ts";

export type { YamlValue } from "./read-yaml.ts";

/**
 * Reads all documents of a YAML text into JSON values exactly as Helm and Kubernetes do: `yes`, `on` and `y` are booleans,
 * `0755` is octal, dates stay strings, a key that is there twice takes the last value. Empty documents are `null`.
 *
 * @throws HelmwrightError `YAML_INVALID`, with line and column but without the text
 */
export function parseKubernetesYaml(text: string): readonly YamlValue[] {
  try {
    return readYaml(text);
  } catch (error) {
    const { reason, line, column } = yamlProblem(error);
    throw new HelmwrightError("YAML_INVALID", `parse YAML: ${reason} at line ${line}, column ${column}`, {
      hint: "Correct the YAML at that position.",
    });
  }
}

function yamlProblem(error: unknown): { readonly reason: string; readonly line: number; readonly column: number } {
  const { reason, mark } = error as { readonly reason?: string; readonly mark?: { readonly line: number; readonly column: number } };
  if (reason === undefined) throw error;
  return { reason, line: (mark?.line ?? -1) + 1, column: (mark?.column ?? -1) + 1 };
}
