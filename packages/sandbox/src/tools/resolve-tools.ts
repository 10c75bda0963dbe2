import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { toolPins } from "../pins.ts";
import type { ToolEvent } from "./tool-event.ts";
export interface ResolvedTool { readonly path: string; readonly version: string; readonly source: "path" | "cache" | "download" | "build" }
export interface ResolveToolsOptions { readonly names?: readonly string[] | undefined; readonly env?: NodeJS.ProcessEnv | undefined; readonly onEvent?: ((event: ToolEvent) => void) | undefined; readonly signal?: AbortSignal | undefined }
export async function resolveTools({ names, env = process.env }: ResolveToolsOptions = {}): Promise<Record<string, ResolvedTool>> {
  const cache = join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "helmwright", "tools");
  const found: Record<string, ResolvedTool> = {};
  for (const pin of toolPins) for (const executable of pin.executables) {
    const path = join(cache, pin.name, pin.version, executable);
    if ((!names || names.includes(executable)) && existsSync(path)) found[executable] = { path, version: pin.version, source: "cache" };
  }
  return found;
}
