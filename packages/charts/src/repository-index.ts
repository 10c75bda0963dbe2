import { HelmwrightError } from "@helmwright/core";
import { parseKubernetesYaml } from "@helmwright/helm/yaml";
import { eq, valid } from "semver";
import { z } from "zod";

/** The entries of a Helm repository's `index.yaml`, by chart name. */
export interface RepositoryIndex {
  readonly entries: Readonly<Record<string, readonly IndexEntry[]>>;
}

export interface IndexEntry {
  readonly version: string;
  /** Where the archive lies: absolute, or relative to the repository. */
  readonly urls: readonly string[];
}

const indexSchema = z.object({
  entries: z
    .record(
      z.string(),
      z.array(z.object({ version: z.union([z.string(), z.number()]).transform(String), urls: z.array(z.string()).nullish() })).nullish(),
    )
    .nullish(),
});

/**
 * Reads an `index.yaml`, which is untrusted input. Entries without an archive are left out.
 *
 * @throws HelmwrightError `CHART_INDEX_INVALID`
 */
export function parseRepositoryIndex(text: string, label: string): RepositoryIndex {
  try {
    const { entries } = indexSchema.parse(parseKubernetesYaml(text)[0]);
    return {
      entries: Object.fromEntries(
        Object.entries(entries ?? {}).map(([name, versions]) => [
          name,
          (versions ?? []).flatMap(({ version, urls }) => (urls?.length ? [{ version, urls }] : [])),
        ]),
      ),
    };
  } catch (error) {
    throw new HelmwrightError("CHART_INDEX_INVALID", `read the chart repository index of ${label}: it is not an index.yaml`, {
      hint: "Check the repository's URL or directory; write the index again with `helm repo index`.",
      cause: error,
    });
  }
}

export function entriesOf(index: RepositoryIndex, name: string): readonly IndexEntry[] {
  return Object.hasOwn(index.entries, name) ? (index.entries[name] ?? []) : [];
}

/** The entry of a version: written the same, or else equal as a semantic version (`v1.2.3` is `1.2.3`). */
export function findEntry(entries: readonly IndexEntry[], version: string): IndexEntry | undefined {
  return (
    entries.find((entry) => entry.version === version) ??
    entries.find((entry) => valid(entry.version) !== null && valid(version) !== null && eq(entry.version, version))
  );
}
