import { readdir } from "node:fs/promises";

const FILE_OPTIONS = new Set(["--platform", "--plan", "--out", "-o", "--values"]);
const CHART_COMMANDS: readonly (readonly string[])[] = [["types"], ["values", "check"], ["values", "diff"]];

/** Whether the word that is typed now is a file: the value of an option, or a chart. `words` is as `complete` takes it. */
export function completesFile(words: readonly string[]): boolean {
  const [typed = "", before = ""] = words.toReversed();
  if (typed.startsWith("-")) return false;
  // In `graph` it is the format.
  if (FILE_OPTIONS.has(before) || (before === "-f" && words[0] === "values")) return true;
  return CHART_COMMANDS.some((command) => words.length === command.length + 1 && command.every((word, at) => words[at] === word));
}

/** Prints the files that start with a word, folders with a slash, as a completion script reads them. */
export async function completeFiles(word: string): Promise<void> {
  const end = word.lastIndexOf("/") + 1;
  const [folder, start] = [word.slice(0, end), word.slice(end)];
  const entries = await readdir(folder === "" ? "." : folder, { withFileTypes: true }).catch(() => []);
  const fitting = entries.filter(({ name }) => name.startsWith(start) && (start !== "" || !name.startsWith(".")));
  const lines = fitting.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}\t`).toSorted();
  // No space after a folder, and none of the shell's own suggestions.
  const directive = lines.length === 1 && lines[0]?.endsWith("/\t") ? 6 : 4;
  process.stdout.write([...lines, `:${directive}`, ""].join("\n"));
}
