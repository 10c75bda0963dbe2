import { CommanderError } from "commander";

import { exitCodes, isUsageCode } from "./exit-codes.ts";
import { listenForInterruption } from "./interruption.ts";
import { isHelmwrightError, isProblemsError } from "./is-helmwright-error.ts";
import type { Outcome } from "./outcome.ts";
import { createProgram } from "./program.ts";
import type { Chosen } from "./run.ts";
import { processTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";

/** Runs one command line, prints its result, and tells how the process has to end. Never throws. */
export async function runCli(args: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  // Whoever reads a result may have seen enough of it.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.failed));
  const json = asksForJson(args);
  if (args[0] === "complete") {
    await (await import("./commands/completion.ts")).complete(args.slice(args[1] === "--" ? 2 : 1));
    return exitCodes.done;
  }
  const chosen = parse(args, json);
  if (typeof chosen === "number") return chosen;
  const { run, failed = exitCodes.failed, endsAtOnce = false } = chosen;
  using interruption = endsAtOnce ? undefined : listenForInterruption((text) => terminal.tell(text));
  const signal = interruption?.signal ?? new AbortController().signal;
  try {
    return await print(await run({ terminal, signal }), { json, terminal });
  } catch (error) {
    return await printError(error, { json, terminal, interrupted: signal.aborted, failed });
  }
}

/** What to run, or how the process ends when the arguments say it all. */
function parse(args: readonly string[], json: boolean): Chosen | number {
  let chosen: Chosen | undefined;
  const program = createProgram(version, (run, how) => void (chosen = { run, ...how }));
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride().configureOutput({ writeErr: (text) => void (json || process.stderr.write(text)) });
  }
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    if (json) printJson({ error: usageError(error) });
    return exitCodes.usage;
  }
  return chosen ?? exitCodes.usage;
}

function usageError({ message, code }: CommanderError): Readonly<Record<string, unknown>> {
  // Without a command, commander prints its help as an error.
  const [first = "", nearest] = (code === "commander.help" ? "choose a command: none was given" : message)
    .replace(/^error: /, "")
    .split("\n");
  return { code: "USAGE", message: first, hint: nearest?.replace(/^\((.*)\)$/, "$1") ?? "Add --help for more.", subject: {} };
}

async function print({ exitCode, data, text, prose }: Outcome, { json, terminal }: { json: boolean; terminal: Terminal }): Promise<number> {
  if (!text) return exitCode;
  if (json) printJson(data);
  else process.stdout.write(`${prose ? await terminal.fit(await text()) : await text()}\n`);
  return exitCode;
}

function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
}

async function printError(
  error: unknown,
  { json, terminal, interrupted, failed }: { json: boolean; terminal: Terminal; interrupted: boolean; failed: number },
): Promise<number> {
  const { errorData, formatError } = await import("./formats/format-error.ts");
  const { HelmwrightError } = await import("@helmwright/core/error");
  const told =
    interrupted && !(isHelmwrightError(error) && error.code === "INTERRUPTED")
      ? new HelmwrightError("INTERRUPTED", "stopped by Ctrl-C", { hint: "Run it again: it takes up what was left.", cause: error })
      : error;
  if (json) printJson(errorData(told));
  else terminal.tell(await terminal.fitTold(formatError(told, terminal.paintTold)));
  if (interrupted || (isHelmwrightError(told) && told.code === "INTERRUPTED")) return exitCodes.interrupted;
  return isProblemsError(error) || (isHelmwrightError(error) && isUsageCode(error.code)) ? exitCodes.usage : failed;
}

/** Known before the arguments are understood, because what is wrong with them is JSON then as well. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end === -1 ? args : args.slice(0, end)).includes("--json");
}
