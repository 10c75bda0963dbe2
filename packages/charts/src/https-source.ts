import { HelmwrightError } from "@helmwright/core";
import { resolveArchiveLimits } from "./archive-limits.ts";
import type { ChartSource, SourceOptions } from "./chart-source.ts";
import { download, printableUrl } from "./download.ts";
import { entriesOf, findEntry, type IndexEntry, parseRepositoryIndex } from "./repository-index.ts";
import { rememberSuccess } from "./remember-success.ts";

const LARGEST_INDEX = 128 * 1024 * 1024;

function archiveUrl(repository: string, { urls }: IndexEntry): string {
  const url = new URL(urls[0] ?? "", `${repository.replace(/\/+$/u, "")}/`);
  const downgraded = repository.startsWith("https:") && url.protocol !== "https:";
  if (downgraded || !["https:", "http:"].includes(url.protocol)) {
    throw new HelmwrightError(
      "CHART_INDEX_INVALID",
      `read the chart repository index of ${printableUrl(repository)}: it leads to ${url.protocol}//`,
      {
        hint: "Use a repository whose archives lie under https://.",
      },
    );
  }
  return url.href;
}

/** A Helm repository behind a URL. Its index is read once. */
export function httpsSource(
  repository: string,
  { fetch, signal, limits }: Pick<SourceOptions, "fetch" | "signal" | "limits">,
): ChartSource {
  const label = printableUrl(repository);
  const readIndex = rememberSuccess(async () => {
    const url = `${repository.replace(/\/+$/u, "")}/index.yaml`;
    return parseRepositoryIndex((await download(url, { fetch, signal, limit: LARGEST_INDEX })).toString("utf8"), label);
  });
  async function entries(name: string): Promise<readonly IndexEntry[]> {
    return entriesOf(await readIndex(), name);
  }

  return {
    label,
    kind: "https",
    versions: async (name) => (await entries(name)).map(({ version }) => version),
    fetch: async ({ name, version }) => {
      const all = await entries(name);
      const entry = findEntry(all, version);
      if (entry === undefined) return { found: false, versions: all.map((one) => one.version) };
      const url = archiveUrl(repository, entry);
      const archive = await download(url, { fetch, signal, limit: resolveArchiveLimits(limits).compressedBytes });
      return { found: true, archive, location: printableUrl(url) };
    },
  };
}
