import { homedir } from "node:os";
import { join } from "node:path";

import { toolPins } from "../pins.ts";
import type { ToolPin } from "../pins.ts";
import type { ToolEvent } from "./tool-event.ts";

/** What the search for tools depends on; all of it can be replaced. */
export interface ToolEnvironment {
  /** `PATH`, `HOME`, `XDG_CACHE_HOME` are read; Go's and proxy variables are passed on to Go. Default: `process.env`. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Default: the pins of this package. */
  readonly pins?: readonly ToolPin[] | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Where Go is looked for after PATH. Default: `/usr/local/go/bin`. */
  readonly goDirectories?: readonly string[] | undefined;
}

/** The environment with its defaults, and what one run has learned. */
export interface ToolRun {
  readonly env: NodeJS.ProcessEnv;
  readonly pins: readonly ToolPin[];
  readonly fetch: typeof globalThis.fetch;
  readonly goDirectories: readonly string[];
  readonly onEvent: (event: ToolEvent) => void;
  readonly signal: AbortSignal;
  /** Why nothing can be downloaded; set by the first failure, so that the other tools don't wait for theirs. */
  offline?: string;
}

export interface ToolRunOptions extends ToolEnvironment {
  readonly onEvent?: ((event: ToolEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export function toolRun(options: ToolRunOptions): ToolRun {
  return {
    env: options.env ?? process.env,
    pins: options.pins ?? toolPins,
    fetch: options.fetch ?? globalThis.fetch,
    goDirectories: options.goDirectories ?? ["/usr/local/go/bin"],
    onEvent: options.onEvent ?? (() => undefined),
    signal: options.signal ?? new AbortController().signal,
  };
}

/** `$XDG_CACHE_HOME/helmwright/tools`, or the same below `~/.cache`. */
export function toolCache(env: NodeJS.ProcessEnv): string {
  return join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "helmwright", "tools");
}
