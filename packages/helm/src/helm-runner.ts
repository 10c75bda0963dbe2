import { HelmwrightError, type Subject } from "@helmwright/core";
import type { z } from "zod";
import { childEnvironment, defaultHelmHome } from "./child-environment.ts";
import { flags, type FlagValue } from "./flags.ts";
import { helmFailure } from "./helm-failure.ts";
import { type HelmOutcome, type HelmSpawn, spawnHelm } from "./helm-process.ts";

/** What every call takes. */
export interface CallOptions {
  /** Ends the helm process: SIGTERM, then SIGKILL after the grace period. */
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment of the helm process and of what it starts. Never put a secret here. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Called with the process id as soon as helm runs. */
  readonly onSpawn?: ((pid: number) => void) | undefined;
  /** Texts that must not appear in errors, when Helm repeats its input. */
  readonly redact?: readonly string[] | undefined;
}

export interface HelmOptions extends CallOptions {
  /** The Helm 4 binary: a path, or a name on PATH. Default `helm`. */
  readonly binary?: string | undefined;
  /** Path of the kubeconfig file. Default: Helm's own rule (`KUBECONFIG`, then `~/.kube/config`). */
  readonly kubeconfig?: string | undefined;
  /** Context of the kubeconfig. Default: its current context; name one in anything that changes a cluster. */
  readonly kubeContext?: string | undefined;
  /** Directory for Helm's cache, configuration (repositories, registry logins) and plugins. Default: one below the user's cache. */
  readonly homeDir?: string | undefined;
  /** Milliseconds between SIGTERM and SIGKILL after an abort. Default 10 000. */
  readonly killGrace?: number | undefined;
  /** Runs the processes; tests replace it. Default {@link spawnHelm}. */
  readonly spawn?: HelmSpawn | undefined;
}

/** One helm command line. */
export interface HelmCommand {
  /** The command's words (`["repo", "add"]`). */
  readonly verb: readonly string[];
  readonly flags?: Readonly<Record<string, FlagValue>> | undefined;
  /** Names, charts, paths: passed after `--`, so that none of them can become a flag. */
  readonly operands?: readonly string[] | undefined;
  /** What is being done to what, for errors (`upgrade release shop/web`). */
  readonly doing: string;
  readonly subject?: Subject | undefined;
  readonly input?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly secrets?: readonly string[] | undefined;
  readonly call?: CallOptions | undefined;
}

export interface HelmRunner {
  readonly homeDir: string;
  /** Runs to the end and returns whatever the outcome is. */
  attempt(command: HelmCommand): Promise<HelmOutcome>;
  /** Runs and returns the output, or throws the coded error. */
  run(command: HelmCommand): Promise<string>;
  /** Runs, and reads the output as JSON of the given shape. */
  json<T>(command: HelmCommand, shape: z.ZodType<T>): Promise<T>;
}

/** The error for a command that ended with an exit code that isn't 0. */
export function failureOf(command: HelmCommand, { stderr, exitCode }: HelmOutcome): HelmwrightError {
  const { doing, subject, secrets = [], call } = command;
  return helmFailure({ doing, stderr, exitCode, subject, secrets: [...secrets, ...(call?.redact ?? [])] });
}

function parseOutput<T>(text: string, shape: z.ZodType<T>, doing: string): T {
  const unexpected = (cause: unknown): HelmwrightError =>
    new HelmwrightError("HELM_OUTPUT_UNEXPECTED", `${doing}: helm answered in an unknown form`, {
      hint: "Use a supported Helm 4 version.",
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unexpected(error);
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw unexpected(parsed.error);
  return parsed.data;
}

export function createHelmRunner(options: HelmOptions = {}): HelmRunner {
  const { binary = "helm", kubeconfig, kubeContext, homeDir = defaultHelmHome(), killGrace = 10_000, spawn = spawnHelm } = options;
  const cluster = [
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(kubeContext === undefined ? [] : [`--kube-context=${kubeContext}`]),
  ];

  async function attempt({ verb, flags: given = {}, operands = [], input, env, call = {} }: HelmCommand): Promise<HelmOutcome> {
    const signals = [options.signal, call.signal].filter((signal) => signal !== undefined);
    return spawn({
      binary,
      args: [...verb, ...flags(given), ...cluster, ...(operands.length === 0 ? [] : ["--", ...operands])],
      env: childEnvironment(homeDir, { ...options.env, ...call.env, ...env }),
      input,
      killGrace,
      signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
      onSpawn: (pid) => {
        options.onSpawn?.(pid);
        call.onSpawn?.(pid);
      },
    });
  }

  async function run(command: HelmCommand): Promise<string> {
    const withSecrets = { ...command, secrets: [...(command.secrets ?? []), ...(options.redact ?? [])] };
    const outcome = await attempt(withSecrets);
    if (outcome.exitCode !== 0) throw failureOf(withSecrets, outcome);
    return outcome.stdout;
  }

  return {
    homeDir,
    attempt,
    run,
    json: async (command, shape) => parseOutput(await run(command), shape, command.doing),
  };
}
