import tab from "@bomb.sh/tab/commander";

import { createProgram } from "../program.ts";
import { version } from "../version.ts";
import { completeFiles, completesFile } from "./complete-files.ts";

/** Prints a script for a shell, which asks `helmwright complete` while somebody types. */
export function printCompletionScript(shell: string): void {
  tab(createProgram(version, () => undefined)).setup("helmwright", "helmwright", shell);
}

/**
 * Answers such a script: `words` is what has been typed after the name of the program. Names of environments and components come from the
 * platform file, charts and files from the disk.
 */
export async function complete(words: readonly string[]): Promise<void> {
  if (completesFile(words)) return completeFiles(words.at(-1) ?? "");
  const root = tab(createProgram(version, () => undefined));
  const flag = words.at(-2) ?? "";
  const names = ["-e", "--env", "--only"].includes(flag) ? await namesFor(flag, words) : [];
  for (const command of root.commands.values()) {
    const option = command.options.get(flag === "--only" ? "only" : "env");
    if (option) option.handler = (found) => names.forEach((name) => found(name, ""));
  }
  root.commands.delete("complete");
  root.parse([...words]);
}

/** None when the platform file can't be used: a completion has nobody to tell it to. */
async function namesFor(flag: string, words: readonly string[]): Promise<readonly string[]> {
  const valueOf = (...options: readonly string[]): string | undefined =>
    words.slice(0, -2).flatMap((word, at) => (options.includes(word) ? [words[at + 1]] : []))[0];
  try {
    const { openSession } = await import("../session.ts");
    const session = await openSession({ platform: valueOf("--platform"), env: valueOf("-e", "--env"), sandbox: "helmwright" });
    return flag === "--only" ? Object.keys(session.platform.compose(session.environment)) : Object.keys(session.platform.environments);
  } catch {
    return [];
  }
}
