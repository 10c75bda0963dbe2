import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { HelmwrightError } from "@helmwright/core/error";

const usual = ["platform.ts", join("apps", "platform", "platform.ts")];

export interface PlatformFileSearch {
  /** What was asked for; it has to exist. */
  readonly file?: string | undefined;
  readonly directory: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/**
 * Absolute path of the platform file: the one named, else `$HELMWRIGHT_PLATFORM_FILE`, else `platform.ts` or
 * `apps/platform/platform.ts` here or in a directory above. Throws `PLATFORM_FILE_MISSING`.
 */
export function findPlatformFile({ file, directory, env }: PlatformFileSearch): string {
  const named = file ?? (env["HELMWRIGHT_PLATFORM_FILE"] || undefined);
  if (named !== undefined) {
    const path = resolve(directory, named);
    if (existsSync(path)) return path;
    throw new HelmwrightError("PLATFORM_FILE_MISSING", `load the platform: there is no file ${path}`, {
      hint: file === undefined ? "Correct HELMWRIGHT_PLATFORM_FILE." : "Correct --platform.",
    });
  }
  for (let here = resolve(directory); ; here = dirname(here)) {
    const found = usual.map((one) => join(here, one)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (dirname(here) === here) break;
  }
  throw new HelmwrightError("PLATFORM_FILE_MISSING", `load the platform: there is no ${usual.join(" or ")} in ${directory} or above`, {
    hint: "Go to the platform's directory, or name the file with --platform.",
  });
}
