import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { HelmwrightError } from "@helmwright/core";

export interface LockOptions {
  /** Called now and then while another process holds the lock, with the milliseconds waited so far. */
  readonly onWait?: ((elapsed: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which a lock whose holder is silent counts as left behind. Default: 10000. */
  readonly stale?: number | undefined;
}

/**
 * Runs `work` while no other process on this machine runs under the same lock. Waits as long as it takes; a lock whose
 * holder died is taken over. `file` names the lock; what is made is a directory.
 */
export async function withLock<T>(file: string, work: () => Promise<T>, { onWait, signal, stale = 10_000 }: LockOptions = {}): Promise<T> {
  const { lock } = (await import("proper-lockfile")).default;
  await mkdir(dirname(file), { recursive: true });
  const started = Date.now();
  let lost: Error | undefined;
  for (;;) {
    signal?.throwIfAborted();
    let release: () => Promise<void>;
    try {
      release = await lock(file, {
        realpath: false,
        lockfilePath: file,
        stale,
        update: stale / 4,
        onCompromised: (error) => (lost = error),
      });
    } catch (error) {
      if ((error as { code?: string }).code !== "ELOCKED") throw error;
      onWait?.(Date.now() - started);
      await sleep(150, undefined, signal ? { signal } : {});
      continue;
    }
    try {
      return await work();
    } finally {
      if (!lost) await release();
    }
  }
}

/** The error for a directory that can't be written: a full disk and missing rights are told apart. */
export function writeFailure(doing: string, cause: unknown): HelmwrightError | undefined {
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new HelmwrightError("DISK_FULL", `${doing}: no space left on the disk`, {
      cause,
      hint: "Free some space (all tools take about 1 GB, building them 5 GB) and run the command again.",
    });
  }
  if (code !== undefined && ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(code)) {
    return new HelmwrightError("NOT_WRITABLE", `${doing}: ${(cause as Error).message}`, {
      cause,
      hint: "Make the directory writable, or set XDG_CACHE_HOME and XDG_STATE_HOME to directories that are.",
    });
  }
  return undefined;
}
