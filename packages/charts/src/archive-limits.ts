/** How much an untrusted chart archive may hold. Sizes are bytes. */
export interface ArchiveLimits {
  /** The archive as it is stored. Default 20 MiB. */
  readonly compressedBytes?: number | undefined;
  /** The whole unpacked stream, tar headers included. Default 100 MiB, which is Helm's own limit. */
  readonly unpackedBytes?: number | undefined;
  /** One unpacked file. Default 5 MiB, which is Helm's own limit. */
  readonly fileBytes?: number | undefined;
  /** Number of files, those of nested archives included. Default 10 000. */
  readonly files?: number | undefined;
  /** How deep archives may lie inside `charts/` of archives. Default 4. */
  readonly nesting?: number | undefined;
}

/** {@link ArchiveLimits} with every default filled in. */
export type ResolvedArchiveLimits = { readonly [K in keyof ArchiveLimits]-?: number };

const MEBIBYTE = 1024 * 1024;

export function resolveArchiveLimits(limits: ArchiveLimits = {}): ResolvedArchiveLimits {
  return {
    compressedBytes: limits.compressedBytes ?? 20 * MEBIBYTE,
    unpackedBytes: limits.unpackedBytes ?? 100 * MEBIBYTE,
    fileBytes: limits.fileBytes ?? 5 * MEBIBYTE,
    files: limits.files ?? 10_000,
    nesting: limits.nesting ?? 4,
  };
}
