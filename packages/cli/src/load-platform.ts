import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { HelmwrightError } from "@helmwright/core/error";
import type { Platform } from "@helmwright/core";

import { isHelmwrightError } from "./is-helmwright-error.ts";

/**
 * Imports a platform file; Node takes its types away. Throws `PLATFORM_FILE_INVALID` when it can't be read or is no
 * platform, and what the file itself throws. `compose` of the result throws `PLATFORM_COMPOSE` for a mistake in the file.
 */
export async function loadPlatform(file: string): Promise<Platform> {
  const module = await importFile(file);
  const platform = module["default"];
  if (!isPlatform(platform)) {
    throw new HelmwrightError("PLATFORM_FILE_INVALID", `load ${nameOf(file)}: its default export is no platform`, {
      hint: "Write `export default definePlatform({ … })`.",
      subject: { place: nameOf(file) },
    });
  }
  return { name: platform.name, environments: platform.environments, compose: (environment) => composed(platform, environment, file) };
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    if (isHelmwrightError(cause)) throw cause;
    throw new HelmwrightError("PLATFORM_FILE_INVALID", `load ${nameOf(file)}: ${messageOf(cause)}`, {
      cause,
      hint: hintFor(cause),
      subject: { place: placeIn(cause) ?? nameOf(file) },
    });
  }
}

function composed(platform: Platform, environment: string, file: string): ReturnType<Platform["compose"]> {
  try {
    return platform.compose(environment);
  } catch (cause) {
    if (isHelmwrightError(cause)) throw cause;
    throw new HelmwrightError("PLATFORM_COMPOSE", `compose ${platform.name} for ${environment}: ${messageOf(cause)}`, {
      cause,
      hint: `Correct ${nameOf(file)}; \`tsc\` usually tells more.`,
      subject: { place: placeIn(cause) ?? nameOf(file) },
    });
  }
}

function isPlatform(value: unknown): value is Platform {
  if (typeof value !== "object" || value === null) return false;
  const { name, environments, compose } = value as Partial<Record<keyof Platform, unknown>>;
  return typeof name === "string" && typeof environments === "object" && environments !== null && typeof compose === "function";
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message.trim()}` : String(cause);
}

function hintFor(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ERR_MODULE_NOT_FOUND") return "Install what it imports, and write relative imports with their `.ts`.";
  if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX")
    return "Use only syntax that can be erased: no enum, no namespace, no parameter property.";
  return "Correct the file; `tsc` usually tells more.";
}

/** Where it happened: the first line of a stack that names a file of the user's, as `file:line:column`. */
function placeIn(cause: unknown): string | undefined {
  const lines = cause instanceof Error ? (cause.stack ?? "").split("\n") : [];
  for (const line of lines) {
    const [, url, position] = /(?:^|[\s(])(file:\/\/[^\s()]+?|\/[^\s():]+):(\d+(?::\d+)?)\)?$/.exec(line.trim()) ?? [];
    if (url === undefined || url.includes("node_modules")) continue;
    return `${nameOf(url.startsWith("file:") ? fileURLToPath(url) : url)}:${position}`;
  }
  return undefined;
}

/** A path as people type it from here. */
function nameOf(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith("..") ? file : near;
}
