import { join } from "node:path";

import type { ToolPin } from "../pins.ts";
import { findGo } from "./build-tool.ts";
import { fillTemplate } from "./download-tool.ts";
import { findOnPath } from "./find-on-path.ts";
import { installedPath, isInstalled } from "./install-tool.ts";
import { toolCache, toolRun } from "./tool-environment.ts";
import type { ToolEnvironment, ToolRun } from "./tool-environment.ts";

/** Where an executable is, or would come from. */
export interface ToolInspection {
  /** The executable: `kubectl`. */
  readonly name: string;
  readonly pinned: string;
  /** `none`: not there yet; `notes` says where it would come from. */
  readonly source: "path" | "cache" | "none";
  readonly path?: string | undefined;
  readonly version?: string | undefined;
  /** What was passed over and why, and what comes next. */
  readonly notes: readonly string[];
}

/** Looks for all tools and installs nothing. No network is used. */
export async function inspectTools(environment: ToolEnvironment = {}): Promise<readonly ToolInspection[]> {
  const run = toolRun(environment);
  const go = await findGo(run);
  const inspections = await Promise.all(run.pins.flatMap((pin) => pin.executables.map((executable) => inspect(pin, executable, run, go))));
  return inspections;
}

async function inspect(pin: ToolPin, name: string, run: ToolRun, go: Awaited<ReturnType<typeof findGo>>): Promise<ToolInspection> {
  const search = await findOnPath(pin, name, run.env);
  const about = { name, pinned: pin.version };
  if (search.result === "found") return { ...about, source: "path", path: search.path, version: search.version, notes: [] };
  const notes = search.result === "unfit" ? [search.reason] : [];
  const cache = toolCache(run.env);
  if (await isInstalled(cache, pin)) {
    return { ...about, source: "cache", path: join(installedPath(cache, pin), name), version: pin.version, notes };
  }
  const next = [
    `would be downloaded from ${new URL(fillTemplate(pin.download.url, pin.version, name)).host}`,
    typeof go === "string" ? `else built with ${go}, in about ${pin.build.minutes} min` : `can't be built: ${go.problem}`,
  ];
  return { ...about, source: "none", notes: [...notes, ...next] };
}
