import { createReadStream } from "node:fs";
import type { ChartPin } from "@helmwright/core";
import type { ArchiveLimits } from "./archive-limits.ts";
import { checkPin } from "./check-pin.ts";
import { createChartCache, defaultChartCache } from "./chart-cache.ts";
import { chartCrds, type ChartCrdFile } from "./chart-crds.ts";
import { chartMetadata, type ChartMetadata } from "./chart-metadata.ts";
import type { ChartSource, OciPuller } from "./chart-source.ts";
import type { ChartTree } from "./chart-tree.ts";
import { defaultMirrors } from "./default-mirrors.ts";
import { fetchChart } from "./fetch-chart.ts";
import { openSource } from "./open-source.ts";
import { readChartArchive } from "./read-chart-archive.ts";
import { treeDigest } from "./tree-digest.ts";

export interface ChartStoreOptions {
  /** Default: `helmwright/charts` in the user's cache. */
  readonly cacheDir?: string | undefined;
  /** Asked in order before the official repository: directories, `https://` or `http://` repositories, `oci://` registries. Default {@link defaultMirrors}. */
  readonly mirrors?: readonly string[] | undefined;
  /** Default: Node's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Pulls charts from `oci://`; a client of `@helmwright/helm`. Without it OCI sources fail with `CHART_OCI_UNSUPPORTED`. */
  readonly helm?: OciPuller | undefined;
  /** Hosts (`registry.local:5000`) of OCI registries that speak HTTP. Default none. */
  readonly plainHttpHosts?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly limits?: ArchiveLimits | undefined;
}

/** A chart whose content has been checked. */
export interface ResolvedChart {
  readonly pin: ChartPin;
  /** The archive in the cache, for Helm. */
  readonly path: string;
  readonly treeDigest: string;
  /** `sha256:…` of the archive's bytes as `source` gave them; the archive in the cache has other bytes and the same content. */
  readonly archiveDigest: string;
  /** Where the chart came from when it was fetched: a URL, or a directory. */
  readonly source: string;
  readonly metadata: ChartMetadata;
  /** Reads the chart's files again from the cache. */
  readTree(): Promise<ChartTree>;
  /** The files in `crds/`, of subcharts too, parsed at each call. */
  crds(): Promise<readonly ChartCrdFile[]>;
}

export interface ChartStore {
  /**
   * Gives the chart that a pin names, from the cache, a mirror, or the official repository. Asking again for the same digest costs nothing.
   *
   * @throws HelmwrightError `CHART_PIN_INVALID`, `CHART_DIGEST_MISMATCH`, `CHART_VERSION_UNKNOWN`, `CHART_ARCHIVE_INVALID`,
   * `CHART_ARCHIVE_UNSAFE`, `CHART_ARCHIVE_TOO_LARGE`, `NETWORK_UNREACHABLE`, `CHART_MIRROR_MISSING`, `CHART_UNAVAILABLE`, `DISK_FULL`,
   * `CHART_CACHE_UNWRITABLE`, `ABORTED`
   */
  resolve(pin: ChartPin): Promise<ResolvedChart>;
  /** The tree digest of an archive on disk, for a new pin. */
  digestOf(archivePath: string): Promise<string>;
  /** The versions of a chart that one repository or mirror has, as it lists them. */
  findVersions(repository: string, name: string): Promise<readonly string[]>;
}

/** Nothing is read or made until a function is called. */
export function createChartStore(options: ChartStoreOptions = {}): ChartStore {
  const { cacheDir = defaultChartCache(), limits = {}, signal, helm, plainHttpHosts = [] } = options;
  const cache = createChartCache(cacheDir, limits);
  const sources = new Map<string, ChartSource>();
  const resolved = new Map<string, Promise<ResolvedChart>>();

  function source(address: string): ChartSource {
    const known =
      sources.get(address) ?? openSource(address, { fetch: options.fetch ?? globalThis.fetch, helm, plainHttpHosts, signal, limits });
    sources.set(address, known);
    return known;
  }

  async function resolveNow(pin: ChartPin): Promise<ResolvedChart> {
    const cached = await cache.read(pin);
    const chart = cached ?? (await fetchChart(pin, [...(options.mirrors ?? defaultMirrors()), pin.repository].map(source), limits));
    const metadata = chartMetadata(chart.tree);
    const path = cached?.path ?? (await cache.write(pin, chart.tree, chart.origin));
    const readTree = (): Promise<ChartTree> => readChartArchive(createReadStream(path), limits);
    return {
      pin,
      path,
      treeDigest: pin.digest,
      archiveDigest: chart.origin.archiveDigest,
      source: chart.origin.source,
      metadata,
      readTree,
      crds: async () => chartCrds(await readTree()),
    };
  }

  return {
    resolve: async (pin) => {
      checkPin(pin);
      const key = `${pin.digest} ${pin.name} ${pin.version}`;
      const pending = resolved.get(key) ?? resolveNow(pin);
      resolved.set(key, pending);
      try {
        return await pending;
      } catch (error) {
        resolved.delete(key);
        throw error;
      }
    },
    digestOf: async (archivePath) => treeDigest(await readChartArchive(createReadStream(archivePath), limits)),
    findVersions: (repository, name) => source(repository).versions(name),
  };
}
