import { HelmwrightError } from "@helmwright/core";

const CONTROL_CHARACTERS = /\p{Cc}/u;
const DRIVE = /^[a-zA-Z]:/u;

function reject(path: string, what: string): never {
  throw new HelmwrightError("CHART_ARCHIVE_UNSAFE", `read chart archive: entry ${JSON.stringify(path)} ${what}`, {
    hint: "Do not use this archive; get the chart from its official repository.",
  });
}

/**
 * Splits an archive entry's path into the top folder and the path below it.
 *
 * Stricter than Helm, which cleans paths: whatever is not already clean is refused.
 *
 * @throws HelmwrightError `CHART_ARCHIVE_UNSAFE`
 */
export function splitArchivePath(path: string): { readonly folder: string; readonly file: string } {
  if (CONTROL_CHARACTERS.test(path)) reject(path, "has control characters in its name");
  if (path.includes("\\")) reject(path, "has a backslash in its name");
  if (path.startsWith("/") || DRIVE.test(path)) reject(path, "has an absolute path");
  const segments = path.split("/");
  if (segments.some((segment) => segment === ".." || segment === "." || segment === "")) reject(path, "does not stay inside its folder");
  const [folder = "", ...rest] = segments;
  if (rest.length === 0) reject(path, "lies outside the chart's folder");
  if (DRIVE.test(rest[0] ?? "")) reject(path, "has an absolute path");
  return { folder, file: rest.join("/") };
}
