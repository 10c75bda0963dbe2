import { overlayValues, parseValues } from "../chart/read-values.ts";
import type { ValuesFile } from "./check-file.ts";

/**
 * The values of several files as Helm merges them, later ones over earlier ones; null, which removes a default, stays.
 *
 * @throws HelmwrightError `VALUES_INVALID`, `VALUES_TOO_LARGE`
 */
export function mergeValuesFiles(files: readonly ValuesFile[]): Readonly<Record<string, unknown>> {
  return files
    .map(({ name, text }) => parseValues(text.replace(/^\uFEFF/u, ""), { name }))
    .reduce<Readonly<Record<string, unknown>>>((so, values) => overlayValues(so, values), {});
}
