import { execa } from "execa";
import pLimit from "p-limit";

import type { Values } from "./value-paths.ts";

/** What Helm made of a chart and values: the documents of its output, or its complaint. */
export type Rendering = { readonly ok: true; readonly documents: readonly string[] } | { readonly ok: false; readonly message: string };

/** `helm template` with a chart's folder and values over its defaults. */
export type Render = (folder: string, values: Values) => Promise<Rendering>;

export interface RendererOptions {
  readonly helm: string;
  /** Helm's cache, configuration and data. */
  readonly home: string;
  /** What `.Capabilities.APIVersions` has beside Kubernetes itself. */
  readonly apiVersions: readonly string[];
}

const AT_ONCE = 2;
const SLOWEST = 60_000;
const LONGEST_COMPLAINT = 3000;
const LARGEST = 256 * 1024 * 1024;

/** Name and namespace of every release. */
export const RELEASE = "bench";

/** Renders with real Helm, two charts at a time; the rest waits. */
export function createRenderer({ helm, home, apiVersions }: RendererOptions): Render {
  const limit = pLimit(AT_ONCE);
  const directories = { HELM_CACHE_HOME: `${home}/cache`, HELM_CONFIG_HOME: `${home}/config`, HELM_DATA_HOME: `${home}/data` };
  // A process that lives for a moment spends a fifth of it on collecting garbage.
  const env = { ...directories, HELM_COLOR: "never", GOGC: "400" };
  const versions = apiVersions.map((version) => `--api-versions=${version}`);
  return (folder, values) =>
    limit(async () => {
      const args = ["template", RELEASE, folder, "--namespace", RELEASE, "--skip-tests", "--values", "-", ...versions];
      const result = await execa(helm, args, {
        env,
        input: JSON.stringify(values),
        reject: false,
        timeout: SLOWEST,
        maxBuffer: LARGEST,
        stripFinalNewline: false,
      });
      if (result.exitCode !== 0) return { ok: false, message: complaintOf(result.stderr) || "it did not end in time" };
      return { ok: true, documents: result.stdout.split(/^---(?=\s|$)/mu).filter((document) => document.trim() !== "") };
    });
}

function complaintOf(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => !/^level=(?:INFO|WARN) |^Use --debug flag/u.test(line));
  const complaint = lines
    .join("\n")
    .trim()
    .replace(/^Error: /u, "");
  return complaint.length > LONGEST_COMPLAINT ? complaint.slice(-LONGEST_COMPLAINT) : complaint;
}
