import type { ToolInspection } from "@helmwright/sandbox";

import { exitCodes } from "../exit-codes.ts";
import { errorData, formatError } from "../formats/format-error.ts";
import type { Invocation } from "../invocation.ts";
import { offlineComposition } from "../offline-composition.ts";
import type { PlatformOptions } from "../options.ts";
import type { Outcome } from "../outcome.ts";
import { connectSession, isSimulated, openSession } from "../session.ts";
import type { Session } from "../session.ts";
import { openProgressView } from "../views/progress-view.ts";

interface Check {
  readonly name: string;
  /** `note`: nothing is wrong, but somebody should know. */
  readonly result: "ok" | "note" | "failed";
  readonly detail: string;
  readonly error?: unknown;
}

/** Looks at everything that a deploy needs, and changes nothing. Ends with 1 when something is wrong. */
export async function doctorCommand(options: PlatformOptions, invocation: Invocation): Promise<Outcome> {
  const session = openSession(options);
  const [tools, platform, cluster] = await Promise.all([
    checkTools(),
    checkPlatform(session, options),
    checkCluster(session, options, invocation),
  ]);
  const checks: readonly Check[] = [
    { name: "node", result: "ok", detail: `${process.version} at ${process.execPath}` },
    ...tools,
    ...platform,
    ...cluster,
  ];
  const failed = checks.some(({ result }) => result === "failed");
  const { paint } = invocation.terminal;
  const marks = { ok: paint("green", "✓"), note: paint("yellow", "!"), failed: paint("red", "✗") };
  return {
    exitCode: failed ? exitCodes.failed : exitCodes.done,
    data: {
      version: 1,
      ok: !failed,
      checks: checks.map(({ error, ...check }) => (error === undefined ? check : { ...check, ...errorData(error) })),
    },
    prose: true,
    text: () =>
      checks
        .map(
          ({ name, result, detail, error }) =>
            `${marks[result]} ${name}: ${error === undefined ? detail : formatError(error, paint).replaceAll("\n", "\n  ")}`,
        )
        .join("\n"),
  };
}

async function checkTools(): Promise<readonly Check[]> {
  const { inspectTools } = await import("@helmwright/sandbox");
  return (await inspectTools()).map((tool) => ({
    name: tool.name,
    result: tool.source === "none" ? "note" : "ok",
    detail: toolWords(tool),
  }));
}

function toolWords({ source, path, version, pinned, notes }: ToolInspection): string {
  const found =
    source === "none"
      ? `${pinned} is not there yet`
      : `${version ?? pinned} from ${source === "path" ? "PATH" : "the cache"}: ${path ?? ""}`;
  return [found, ...notes].join("; ");
}

async function checkPlatform(opening: Promise<Session>, options: PlatformOptions): Promise<readonly Check[]> {
  try {
    const session = await opening;
    const { instances } = await offlineComposition(session, options);
    const { lock } = session;
    return [
      {
        name: "platform",
        result: "ok",
        detail: `${session.platform.name} in ${session.file}, ${instances.length} components in ${session.environment}`,
      },
      lock.recorded
        ? { name: "identity", result: "ok", detail: `${lock.id} in ${lock.path}` }
        : { name: "identity", result: "note", detail: `${lock.path} will be written by the first deploy` },
    ];
  } catch (error) {
    return [{ name: "platform", result: "failed", detail: messageOf(error), error }];
  }
}

async function checkCluster(opening: Promise<Session>, options: PlatformOptions, invocation: Invocation): Promise<readonly Check[]> {
  const session = await opening.catch(() => undefined);
  // Why it can't be opened is told by the platform's check.
  if (!session) return [];
  try {
    if (isSimulated(session)) return [await checkSandbox(session)];
    using view = await openProgressView(invocation.terminal);
    const connection = await connectSession(session, { options, view, ...invocation });
    try {
      const { kubernetes } = await connection.composition();
      return [{ name: "cluster", result: "ok", detail: `${session.environment} answers with Kubernetes ${kubernetes}` }];
    } finally {
      await connection.close();
    }
  } catch (error) {
    return [{ name: isSimulated(session) ? "sandbox" : "cluster", result: "failed", detail: messageOf(error), error }];
  }
}

async function checkSandbox({ sandbox }: Session): Promise<Check> {
  const status = await sandbox();
  if (status.phase === "running")
    return { name: "sandbox", result: "ok", detail: `${status.name} runs Kubernetes ${status.kubernetesVersion} on ${status.apiServer}` };
  return {
    name: "sandbox",
    result: "note",
    detail: `${status.name} ${status.phase === "absent" ? "does not exist; deploy makes it" : "is down; deploy starts it again"}`,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
