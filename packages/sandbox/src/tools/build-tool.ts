import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { goVersion } from "../pins.ts";
import type { ToolPin } from "../pins.ts";
import { askVersion, executablesOnPath } from "./find-on-path.ts";
import type { ToolRun } from "./tool-environment.ts";

/** Why a build gave nothing: Go's own words, shortened. */
export class BuildFailure extends Error {}

/** Builds a tool's executables from its pinned Go module into a directory. Go checks the modules against its checksum database. */
export async function buildTool(pin: ToolPin, directory: string, run: ToolRun, progress: (line: string) => void): Promise<void> {
  const go = await findGo(run);
  if (typeof go !== "string") throw new BuildFailure(go.problem);
  const module = join(directory, "..", "module");
  await mkdir(module);
  const command = goCommand(go, module, run, progress);
  await writeWrapperModule(pin, module, command);
  const ldflags = `-s -w ${pin.build.ldflags}`.trim();
  await command(["build", "-v", "-ldflags", ldflags, "-o", `${directory}/`, ...pin.build.packages]);
  await rm(module, { recursive: true });
  await nameExecutables(pin, directory);
}

/** Go's path, or why there is none that builds the tools. */
export async function findGo(run: Pick<ToolRun, "env" | "goDirectories">): Promise<string | { readonly problem: string }> {
  const { gte } = (await import("semver")).default;
  let problem = `no go on PATH${run.goDirectories.map((directory) => ` or in ${directory}`).join("")}`;
  for (const path of await executablesOnPath("go", run.env, run.goDirectories)) {
    const version = await askVersion(path, ["version"], run.env);
    if (version !== undefined && gte(version, goVersion)) return path;
    problem = version === undefined ? `${path} does not tell its version` : `${path} is Go ${version}, and ${goVersion} or newer is needed`;
  }
  return { problem };
}

type GoCommand = (args: readonly string[]) => Promise<string>;

function goCommand(go: string, cwd: string, run: ToolRun, progress: (line: string) => void): GoCommand {
  return async (args) => {
    const { execa } = await import("execa");
    const child = execa(go, args, {
      cwd,
      env: { ...goEnvironment(run.env), GOTOOLCHAIN: "local", GOFLAGS: "-buildvcs=false", CGO_ENABLED: "0", GOWORK: "off" },
      extendEnv: false,
      stdin: "ignore",
      reject: false,
      cancelSignal: run.signal,
      // Go passes the signal to its compilers.
      killSignal: "SIGINT",
      forceKillAfterDelay: 2000,
      maxBuffer: 10_000_000,
    });
    const lines = createInterface({ input: child.stderr as Readable });
    lines.on("line", progress);
    const { failed, stdout, stderr, exitCode } = await child;
    run.signal.throwIfAborted();
    if (failed) throw new BuildFailure(`go ${args[0]} ended with ${exitCode ?? "a signal"}: ${lastWords(stderr)}`);
    return stdout;
  };
}

/** A module of our own whose only content is that it needs this tool: what can't be installed by itself builds from there. */
async function writeWrapperModule(pin: ToolPin, directory: string, go: GoCommand): Promise<void> {
  const { module, packages, staging } = pin.build;
  const head = ["module helmwright.invalid/tool", `go ${goVersion}`];
  const file = join(directory, "go.mod");
  if (!staging) {
    await writeFile(file, `${head.join("\n")}\n`);
    await go(["get", ...packages.flatMap((name) => ["-tool", `${name}@${pin.version}`])]);
    return;
  }
  await writeFile(file, `${head.join("\n")}\n`);
  const { GoMod } = JSON.parse(await go(["mod", "download", "-json", `${module}@${pin.version}`])) as { GoMod: string };
  const staged = stagingModules(await readFile(GoMod, "utf8"));
  const replaces = staged.map((name) => `replace ${name} => ${name} ${staging.version}`);
  const tools = packages.map((name) => `tool ${name}`);
  await writeFile(file, `${[...head, `require ${module} ${pin.version}`, ...replaces, ...tools].join("\n")}\n`);
  await go(["mod", "tidy"]);
}

/** The modules that a go.mod replaces with directories of its own repository. */
export function stagingModules(goMod: string): string[] {
  return [...goMod.matchAll(/^\s*(?:replace\s+)?(\S+)\s+=>\s+\.\/staging\//gm)].map(([, name = ""]) => name);
}

/** Go names an executable after its package's last element, which may be a version: `server/v3` gives `server`. */
async function nameExecutables(pin: ToolPin, directory: string): Promise<void> {
  const { rename } = await import("node:fs/promises");
  const built = pin.build.packages.map((name) => name.replace(/\/v\d+$/, "").replace(/^.*\//, ""));
  await Promise.all(
    pin.executables.map(async (executable, index) => {
      const name = built[index] ?? executable;
      if (name !== executable) await rename(join(directory, name), join(directory, executable));
    }),
  );
}

/** What Go needs, and nothing else of the user's environment. */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const wanted = /^(PATH|HOME|USER|TMPDIR|LANG|XDG_CACHE_HOME|XDG_CONFIG_HOME|SSL_CERT_(FILE|DIR)|(https?|no|all)_proxy|GO[A-Z0-9]*)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => wanted.test(name)));
}

function lastWords(text: string): string {
  return text.trim().split("\n").slice(-4).join("; ").slice(0, 1000);
}
