import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HelmwrightError } from "@helmwright/core";
import { pluginsDirectory } from "./child-environment.ts";
import type { FlagValue } from "./flags.ts";

export interface PostRendererOptions {
  /**
   * Removes every map entry whose value is null from every object, hooks included, before it is applied. Server-side apply refuses
   * nulls on custom resources and takes ownership of the field on others. Default false.
   */
  readonly pruneNulls?: boolean | undefined;
  /** Name of an installed plugin of type `postrenderer/v1`. Not together with `pruneNulls`. */
  readonly postRenderer?: string | undefined;
  readonly postRendererArgs?: readonly string[] | undefined;
}

export interface PostRendererCommand {
  readonly flags: Readonly<Record<string, FlagValue>>;
  readonly env: Readonly<Record<string, string>>;
}

const PLUGIN_NAME = "helmwright-prune-nulls";
/** Which program runs is said by the environment of the call, so that one plugin folder serves every installation of this package. */
const PLUGIN_YAML = `apiVersion: v1
type: postrenderer/v1
name: ${PLUGIN_NAME}
version: 0.1.0
runtime: subprocess
runtimeConfig:
  platformCommand:
    - command: "\${HELMWRIGHT_NODE}"
      args:
        - "\${HELMWRIGHT_PRUNE_NULLS}"
`;

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function installPlugin(homeDir: string): Promise<void> {
  const directory = join(pluginsDirectory(homeDir), PLUGIN_NAME);
  const path = join(directory, "plugin.yaml");
  if ((await readIfThere(path)) === PLUGIN_YAML) return;
  await mkdir(directory, { recursive: true });
  const temporary = join(directory, `.plugin-${randomUUID()}`);
  await writeFile(temporary, PLUGIN_YAML);
  await rename(temporary, path);
}

/** The flags and environment that switch the wanted post-renderer on; writes the plugin's folder at first use. */
export async function postRendererCommand(options: PostRendererOptions, homeDir: string): Promise<PostRendererCommand> {
  if (options.pruneNulls === true && options.postRenderer !== undefined) {
    throw new HelmwrightError(
      "HELM_OPTIONS_INVALID",
      `use post-renderer ${options.postRenderer}: pruneNulls is one already, and Helm runs one only`,
      {
        hint: "Leave one of the two options out.",
      },
    );
  }
  if (options.pruneNulls !== true) {
    return { flags: { "--post-renderer": options.postRenderer, "--post-renderer-args": options.postRendererArgs }, env: {} };
  }
  await installPlugin(homeDir);
  return {
    flags: { "--post-renderer": PLUGIN_NAME },
    env: {
      HELMWRIGHT_NODE: process.execPath,
      // The plugin is a new process for each release, and compiling is most of its time.
      NODE_COMPILE_CACHE: join(homeDir, "cache", "node"),
      HELMWRIGHT_PRUNE_NULLS: fileURLToPath(import.meta.resolve("@helmwright/helm/prune-nulls-plugin")),
    },
  };
}
