import type { ArchiveLimits } from "./archive-limits.ts";

/** A chart's name and version, as it is asked for. */
export interface WantedChart {
  readonly name: string;
  readonly version: string;
}

/** What a source answers: the archive, or the versions it has instead. What goes wrong is thrown. */
export type SourceAnswer =
  | { readonly found: true; readonly archive: Buffer; readonly location: string }
  | { readonly found: false; readonly versions: readonly string[] };

/** A place that charts come from. */
export interface ChartSource {
  /** For people and lock files: a URL without credentials, or a directory. */
  readonly label: string;
  readonly kind: "directory" | "https" | "oci";
  fetch(wanted: WantedChart): Promise<SourceAnswer>;
  versions(name: string): Promise<readonly string[]>;
}

export interface SourceOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Pulls from OCI registries; without it they are an error. */
  readonly helm?: OciPuller | undefined;
  /** Hosts of OCI registries that speak HTTP. */
  readonly plainHttpHosts: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly limits: ArchiveLimits;
}

/** The part of `@helmwright/helm`'s client that this package needs. */
export interface OciPuller {
  pull(
    chart: string,
    options: {
      readonly destination: string;
      readonly version?: string | undefined;
      readonly plainHttp?: boolean | undefined;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<string>;
}
