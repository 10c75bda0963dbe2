import { type ChartPin, HelmwrightError } from "@helmwright/core";
import { z } from "zod";

/** A pin, and the digests of the archives that were seen with its content. */
export interface LockedChart extends ChartPin {
  /** `sha256:…` of an archive's bytes, by source: a URL, or `directory` for any local mirror. */
  readonly archives: Readonly<Record<string, string>>;
}

/** What `platform.lock.json` holds: every chart of a platform, in all its environments. */
export interface PlatformLock {
  /** Version of the file's format. */
  readonly version: 1;
  /** Identity of the platform beyond its name, a UUID: only what was deployed under it is ever changed or removed. Absent until the first deploy. */
  readonly id?: string | undefined;
  /** Sorted by name, version, repository. */
  readonly charts: readonly LockedChart[];
}

/** How a set of pins differs from the lock file. */
export interface LockDifference {
  /** Pinned but not locked. */
  readonly missing: readonly ChartPin[];
  /** Locked but not pinned. */
  readonly unused: readonly LockedChart[];
  /** Locked with other content. */
  readonly changed: readonly { readonly pin: ChartPin; readonly locked: LockedChart }[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/u;
const digestSchema = z.string().regex(DIGEST);
const lockSchema = z.strictObject({
  version: z.literal(1),
  id: z.uuid().exactOptional(),
  charts: z.array(
    z.strictObject({
      repository: z.string(),
      name: z.string(),
      version: z.string(),
      digest: digestSchema,
      archives: z.record(z.string(), digestSchema),
    }),
  ),
});

function keyOf({ name, version, repository }: ChartPin): string {
  return [name, version, repository].join("\u0000");
}

function sorted(charts: readonly LockedChart[]): readonly LockedChart[] {
  return charts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export function emptyPlatformLock(): PlatformLock {
  return { version: 1, charts: [] };
}

/**
 * Reads the text of a `platform.lock.json`.
 *
 * @throws HelmwrightError `LOCK_INVALID`, `LOCK_VERSION_UNKNOWN`
 */
export function parsePlatformLock(text: string): PlatformLock {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new HelmwrightError("LOCK_INVALID", "read platform.lock.json: it is not JSON", {
      hint: "Restore it from version control.",
      cause: error,
    });
  }
  const version = z.object({ version: z.int() }).safeParse(value).data?.version;
  if (version !== undefined && version !== 1) {
    throw new HelmwrightError("LOCK_VERSION_UNKNOWN", `read platform.lock.json: its format is ${version}, this version knows 1`, {
      hint: "Use the version of Helmwright that wrote it, or a newer one.",
    });
  }
  const parsed = lockSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, charts: sorted(parsed.data.charts) };
  throw new HelmwrightError("LOCK_INVALID", `read platform.lock.json: ${z.prettifyError(parsed.error)}`, {
    hint: "Restore it from version control.",
  });
}

/** The text of a lock file: equal locks give equal text. */
export function formatPlatformLock(lock: PlatformLock): string {
  const charts = sorted(lock.charts).map(({ repository, name, version, digest, archives }) => ({
    repository,
    name,
    version,
    digest,
    archives: Object.fromEntries(Object.entries(archives).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }));
  return `${JSON.stringify({ version: lock.version, id: lock.id, charts }, null, 2)}\n`;
}

/**
 * The lock with a chart added, or its archive noted. Local directories are all one source, so that the file is the same on every
 * machine. A chart that is locked with another digest is replaced; `comparePlatformLock` is what refuses that.
 */
export function lockChart(
  lock: PlatformLock,
  pin: ChartPin,
  origin: { readonly source: string; readonly archiveDigest: string },
): PlatformLock {
  const source = /^(?:https?|oci):\/\//u.test(origin.source) ? origin.source : "directory";
  const old = lock.charts.find((chart) => keyOf(chart) === keyOf(pin));
  const archives = { ...(old?.digest === pin.digest ? old.archives : {}), [source]: origin.archiveDigest };
  const { repository, name, version, digest } = pin;
  const others = lock.charts.filter((chart) => chart !== old);
  return { ...lock, charts: sorted([...others, { repository, name, version, digest, archives }]) };
}

/** Compares the pins of a platform with its lock. */
export function comparePlatformLock(lock: PlatformLock, pins: readonly ChartPin[]): LockDifference {
  const locked = new Map(lock.charts.map((chart) => [keyOf(chart), chart]));
  const wanted = new Set(pins.map(keyOf));
  return {
    missing: pins.filter((pin) => !locked.has(keyOf(pin))),
    unused: lock.charts.filter((chart) => !wanted.has(keyOf(chart))),
    changed: pins.flatMap((pin) => {
      const entry = locked.get(keyOf(pin));
      return entry === undefined || entry.digest === pin.digest ? [] : [{ pin, locked: entry }];
    }),
  };
}
