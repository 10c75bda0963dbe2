import { randomUUID } from "node:crypto";
import { rename, rm, stat, writeFile } from "node:fs/promises";

import { HelmwrightError } from "@helmwright/core/error";

/**
 * Replaces a file in one step; what is no ordinary file (`/dev/stdout`, a pipe) is written to as it is. Throws
 * `OUTPUT_NOT_WRITTEN`.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  const scratch = `${path}.${randomUUID()}`;
  try {
    const present = await stat(path).catch(() => undefined);
    if (present && !present.isFile()) return await writeFile(path, text);
    await writeFile(scratch, text);
    await rename(scratch, path);
  } catch (cause) {
    await rm(scratch, { force: true });
    throw new HelmwrightError("OUTPUT_NOT_WRITTEN", `write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
      hint: "Name a file in a folder that exists and that you may write to.",
    });
  }
}
