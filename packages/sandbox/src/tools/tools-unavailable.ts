import { HelmwrightError } from "@helmwright/core";

import { goVersion } from "../pins.ts";
import type { ToolPin } from "../pins.ts";

/** One source that was tried for a tool, and why it gave nothing. */
export interface Attempt {
  readonly source: "path" | "cache" | "download" | "build";
  readonly problem: string;
}

/** One error for all tools that can't be had. */
export function toolsUnavailable(failures: readonly { readonly pin: ToolPin; readonly attempts: readonly Attempt[] }[]): HelmwrightError {
  const lines = failures.flatMap(({ pin, attempts }) => [
    `  ${pin.name} ${pin.version}`,
    ...attempts.map(({ source, problem }) => `    ${labels[source]}: ${problem}`),
  ]);
  const ranges = failures.map(({ pin }) => `${pin.executables.join(", ")} (${pin.supported})`).join("; ");
  return new HelmwrightError(
    "TOOLS_UNAVAILABLE",
    `get ${failures.map(({ pin }) => pin.name).join(", ")}: no source has them\n${lines.join("\n")}`,
    {
      hint: [
        "Do one of these and run the command again:",
        `- install Go ${goVersion} or newer, and they are built;`,
        "- give this machine a way to the internet (behind a proxy set HTTPS_PROXY, and NODE_USE_ENV_PROXY=1);",
        `- put them on PATH yourself: ${ranges}.`,
      ].join("\n"),
    },
  );
}

const labels: Readonly<Record<Attempt["source"], string>> = { path: "PATH", cache: "cache", download: "download", build: "Go build" };
