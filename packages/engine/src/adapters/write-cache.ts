import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import { HelmwrightError } from "@helmwright/core";

/**
 * Writes a file of a cache so that readers see all of it or nothing, also after a kill. Throws `DISK_FULL` and
 * `CACHE_UNWRITABLE`.
 */
export async function writeCache(file: string, content: string): Promise<void> {
  const scratch = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(scratch, content, { mode: 0o600 });
    await rename(scratch, file);
  } catch (cause) {
    await rm(scratch, { force: true });
    const full = cause instanceof Error && "code" in cause && cause.code === "ENOSPC";
    throw new HelmwrightError(
      full ? "DISK_FULL" : "CACHE_UNWRITABLE",
      `write ${file}: ${full ? "the disk is full" : "it can't be written"}`,
      {
        cause,
        hint: full
          ? "Free some space, or set XDG_CACHE_HOME to another disk."
          : "Give this user the right to write there, or set XDG_CACHE_HOME.",
      },
    );
  }
}
