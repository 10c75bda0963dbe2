import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

import { comparePlatformLock, emptyPlatformLock, formatPlatformLock, parsePlatformLock } from "@helmwright/charts/platform-lock";
import type { PlatformLock } from "@helmwright/charts/platform-lock";
import { HelmwrightError } from "@helmwright/core/error";
import type { ChartPin } from "@helmwright/core";

/** A lock file beside a platform file, as far as it exists. */
export interface PlatformLockFile {
  readonly path: string;
  readonly lock: PlatformLock;
  /** The platform's identity. */
  readonly id: string;
  /** Whether the file says so; a made-up identity holds for this run only. */
  readonly recorded: boolean;
}

/** `platform.lock.json` for `platform.ts`: two platforms in one directory have two identities. */
export function lockPathOf(platformFile: string): string {
  return join(dirname(platformFile), `${basename(platformFile, extname(platformFile))}.lock.json`);
}

/** Reads the lock file; without one the identity is a fresh one. Throws `LOCK_INVALID`, `LOCK_VERSION_UNKNOWN`. */
export async function readPlatformLock(platformFile: string): Promise<PlatformLockFile> {
  const path = lockPathOf(platformFile);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const lock = text === undefined ? emptyPlatformLock() : parsePlatformLock(text);
  return { path, lock, id: lock.id ?? randomUUID(), recorded: lock.id !== undefined };
}

/** Refuses charts whose content differs from the one that was locked under the same version. Throws `CHART_LOCK_MISMATCH`. */
export function checkLockedCharts({ path, lock }: PlatformLockFile, pins: readonly ChartPin[]): void {
  const [first] = comparePlatformLock(lock, pins).changed;
  if (!first) return;
  const chart = `${first.pin.name} ${first.pin.version}`;
  throw new HelmwrightError(
    "CHART_LOCK_MISMATCH",
    `check chart ${chart}: it is pinned as ${first.pin.digest}, and ${path} has ${first.locked.digest}`,
    {
      hint: `A published version does not change its content by itself. If this one is meant to, take its entry out of ${basename(path)}.`,
      subject: { chart },
    },
  );
}

export interface LockUpdate {
  /** Charts of this environment, or of a part of it. */
  readonly pins: readonly ChartPin[];
  /** Charts of all environments, when they are known: others are taken out. */
  readonly all: () => readonly ChartPin[] | undefined;
}

/** The lock that a deploy needs, and what is new in it; undefined when the file says all that already. */
export function updatedLock(
  { lock, id, recorded }: PlatformLockFile,
  { pins, all }: LockUpdate,
): { lock: PlatformLock; news: string } | undefined {
  const { missing, unused } = comparePlatformLock(lock, pins);
  const everything = unused.length === 0 ? undefined : all();
  const dropped = everything === undefined ? [] : comparePlatformLock(lock, everything).unused;
  if (recorded && missing.length === 0 && dropped.length === 0) return undefined;
  const charts = [...lock.charts.filter((chart) => !dropped.includes(chart)), ...missing.map((pin) => ({ ...pin, archives: {} }))];
  const news = [
    ...(recorded ? [] : [`identity ${id}`]),
    ...(missing.length === 0 ? [] : [`${count(missing.length)} added (${named(missing)})`]),
    ...(dropped.length === 0 ? [] : [`${count(dropped.length)} taken out (${named(dropped)})`]),
  ].join(", ");
  return { lock: { version: 1, id, charts }, news };
}

/** Replaces the file in one step. Throws `LOCK_NOT_WRITTEN`. */
export async function writePlatformLock(path: string, lock: PlatformLock): Promise<void> {
  const scratch = `${path}.${process.pid}`;
  try {
    await writeFile(scratch, formatPlatformLock(lock));
    await rename(scratch, path);
  } catch (cause) {
    throw new HelmwrightError("LOCK_NOT_WRITTEN", `write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      hint: "Make the directory writable, or commit the lock file from where it is: without it the platform has no lasting identity.",
    });
  }
}

function count(charts: number): string {
  return charts === 1 ? "1 chart" : `${charts} charts`;
}

function named(charts: readonly ChartPin[]): string {
  const names = charts.map(({ name, version }) => `${name} ${version}`);
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 4).join(", ")} and ${names.length - 4} more`;
}
