import { execa, type ExecaError } from "execa";
import { HelmwrightError } from "@helmwright/core";

/** One process to run. `args` never holds a secret. */
export interface HelmProcess {
  readonly binary: string;
  readonly args: readonly string[];
  /** The whole environment of the process; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to its standard input. Default: an empty input. */
  readonly input?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds between SIGTERM and SIGKILL after an abort. */
  readonly killGrace: number;
  /** Called once with the process id, as soon as the process exists. */
  readonly onSpawn?: ((pid: number) => void) | undefined;
}

export interface HelmOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one process to its end. Any exit code is an outcome; what can't be started or was aborted is an error. */
export type HelmSpawn = (process: HelmProcess) => Promise<HelmOutcome>;

/** What execa tells about a process that has no exit code. */
type Failure = Pick<ExecaError, "isCanceled" | "cause"> & { readonly code?: string | undefined; readonly signal?: string | undefined };

function failedToRun(error: Failure, { binary, args }: HelmProcess): HelmwrightError {
  const doing = `run helm ${args[0] ?? ""}`.trim();
  if (error.isCanceled) {
    return new HelmwrightError("ABORTED", `${doing}: aborted`, {
      hint: "Run it again; a release left pending is recovered first.",
      cause: error.cause,
    });
  }
  if (error.code === "ENOENT" || error.code === "EACCES") {
    return new HelmwrightError("HELM_BINARY_MISSING", `${doing}: ${binary} can't be executed`, {
      hint: "Install Helm 4, or pass the path of the binary.",
    });
  }
  const how = error.signal === undefined ? (error.code ?? "it could not be started") : `it was ended by ${error.signal}`;
  return new HelmwrightError("HELM_FAILED", `${doing}: ${how}`, { hint: "Run it again." });
}

/**
 * Runs Helm as a child process, without a shell. An abort sends SIGTERM, then SIGKILL after the grace period.
 *
 * @throws HelmwrightError `ABORTED`, `HELM_BINARY_MISSING`, `HELM_FAILED` (ended by a signal)
 */
export async function spawnHelm(request: HelmProcess): Promise<HelmOutcome> {
  const { binary, args, env, input, signal, killGrace, onSpawn } = request;
  const child = execa(binary, args, {
    env,
    extendEnv: false,
    input: input ?? "",
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 512 * 1024 * 1024,
    forceKillAfterDelay: killGrace,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (child.pid !== undefined) onSpawn?.(child.pid);
  const result = await child;
  if (result.exitCode === undefined || result.isCanceled) throw failedToRun(result, request);
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr };
}
