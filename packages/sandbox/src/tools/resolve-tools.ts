import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";

import type { ToolPin } from "../pins.ts";
import { withLock, writeFailure } from "../with-lock.ts";
import { findOnPath } from "./find-on-path.ts";
import { installedPath, isInstalled, installTool } from "./install-tool.ts";
import { toolCache, toolRun } from "./tool-environment.ts";
import type { ToolRun, ToolRunOptions } from "./tool-environment.ts";
import type { ToolEvent } from "./tool-event.ts";
import { toolsUnavailable } from "./tools-unavailable.ts";
import type { Attempt } from "./tools-unavailable.ts";

export interface ResolvedTool {
  /** Absolute path of the executable. */
  readonly path: string;
  /** With a leading `v`. */
  readonly version: string;
  readonly source: "path" | "cache" | "download" | "build";
}

export interface ResolveToolsOptions extends ToolRunOptions {
  /** Executables: `helm`, `kubectl`, `kube-apiserver`, `kube-controller-manager`, `kube-scheduler`, `etcd`, `kwok`, `kwokctl`. Default: all. */
  readonly names?: readonly string[] | undefined;
}

/**
 * Finds executables, or gets them: on PATH at a supported version, in the cache, by official download, by a Go build.
 * Only what is named is fetched or built. Safe to run in several processes at once, and to kill at any time.
 *
 * Throws `TOOLS_UNAVAILABLE` with all that was tried, `DISK_FULL`, `NOT_WRITABLE`, or the signal's reason.
 */
export async function resolveTools(options: ResolveToolsOptions = {}): Promise<Readonly<Record<string, ResolvedTool>>> {
  const run = toolRun(options);
  const names = options.names ?? run.pins.flatMap(({ executables }) => executables);
  const found: Record<string, ResolvedTool> = {};
  const failures: { pin: ToolPin; attempts: readonly Attempt[] }[] = [];
  for (const pin of wantedPins(run.pins, names)) {
    run.signal.throwIfAborted();
    const attempts: Attempt[] = [];
    const wanted = pin.executables.filter((executable) => names.includes(executable));
    const resolved = await resolvePin(pin, wanted, run, attempts);
    if (resolved) Object.assign(found, resolved);
    else failures.push({ pin, attempts });
  }
  if (failures.length > 0) throw toolsUnavailable(failures);
  return found;
}

type Resolved = Readonly<Record<string, ResolvedTool>>;

async function resolvePin(pin: ToolPin, wanted: readonly string[], run: ToolRun, attempts: Attempt[]): Promise<Resolved | undefined> {
  const found: Record<string, ResolvedTool> = {};
  for (const executable of wanted) {
    const search = await findOnPath(pin, executable, run.env);
    if (search.result === "found") found[executable] = { path: search.path, version: search.version, source: "path" };
    else attempts.push({ source: "path", problem: search.result === "unfit" ? search.reason : `${executable} is not on PATH` });
  }
  const missing = wanted.filter((executable) => !found[executable]);
  if (missing.length === 0) return found;
  const source = await provide(pin, run, attempts);
  if (!source) return undefined;
  const directory = installedPath(toolCache(run.env), pin);
  for (const executable of missing) found[executable] = { path: join(directory, executable), version: pin.version, source };
  return found;
}

async function provide(pin: ToolPin, run: ToolRun, attempts: Attempt[]): Promise<"cache" | "download" | "build" | undefined> {
  const cache = toolCache(run.env);
  if (await isInstalled(cache, pin)) return "cache";
  attempts.push({ source: "cache", problem: `${installedPath(cache, pin)} is not complete` });
  const tell = teller(pin, run);
  tell("resolving", "not on PATH, not in the cache");
  try {
    return await withLock(
      join(cache, `.${pin.name}.lock`),
      async () =>
        (await isInstalled(cache, pin)) ? "cache" : ((await download(pin, run, attempts, tell)) ?? (await build(pin, run, attempts, tell))),
      { signal: run.signal, onWait: () => tell("waiting", "another process gets it") },
    );
  } catch (cause) {
    run.signal.throwIfAborted();
    throw writeFailure(`get ${pin.name} ${pin.version}`, cause) ?? cause;
  }
}

type Tell = (phase: ToolEvent["phase"], detail: string) => void;

async function download(pin: ToolPin, run: ToolRun, attempts: Attempt[], tell: Tell): Promise<"download" | undefined> {
  if (run.offline !== undefined) {
    attempts.push({ source: "download", problem: run.offline });
    return undefined;
  }
  const { downloadTool, DownloadFailure } = await import("./download-tool.ts");
  tell("downloading", "asking for the published checksum");
  try {
    await installTool(toolCache(run.env), pin, (directory) => downloadTool(pin, directory, run, (line) => tell("downloading", line)));
  } catch (error) {
    if (!(error instanceof DownloadFailure)) throw error;
    if (error.offline) run.offline = error.message;
    attempts.push({ source: "download", problem: error.message });
    return undefined;
  }
  tell("ready", `${pin.version}, downloaded`);
  return "download";
}

async function build(pin: ToolPin, run: ToolRun, attempts: Attempt[], tell: Tell): Promise<"build" | undefined> {
  const { buildTool, BuildFailure } = await import("./build-tool.ts");
  const detail = `with Go; about ${pin.build.minutes} min the first time`;
  let line = detail;
  tell("building", line);
  const ticker = setInterval(() => tell("building", line), 2000);
  try {
    await installTool(toolCache(run.env), pin, (directory) => buildTool(pin, directory, run, (text) => (line = text)));
  } catch (error) {
    if (!(error instanceof BuildFailure)) throw error;
    attempts.push({ source: "build", problem: error.message });
    return undefined;
  } finally {
    clearInterval(ticker);
  }
  tell("ready", `${pin.version}, built`);
  return "build";
}

/** Events of one phase come at most twice a second. */
function teller(pin: ToolPin, run: ToolRun): Tell {
  const started = Date.now();
  let last: { phase?: ToolEvent["phase"]; at: number } = { at: 0 };
  return (phase, detail) => {
    const now = Date.now();
    if (phase === last.phase && now - last.at < 500) return;
    last = { phase, at: now };
    run.onEvent({ type: "tool", tool: pin.name, phase, detail, elapsed: now - started });
  };
}

function wantedPins(pins: readonly ToolPin[], names: readonly string[]): readonly ToolPin[] {
  const known = new Set(pins.flatMap(({ executables }) => executables));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new HelmwrightError("TOOL_UNKNOWN", `find ${unknown.join(", ")}: not among the pinned tools`, {
      hint: `Known are ${[...known].join(", ")}.`,
    });
  }
  return pins.filter(({ executables }) => executables.some((executable) => names.includes(executable)));
}
