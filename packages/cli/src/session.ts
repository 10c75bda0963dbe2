import { dirname } from "node:path";

import { HelmwrightError } from "@helmwright/core/error";
import type { ClusterTarget, Environment, EngineEvent, Platform } from "@helmwright/core";
import type { Connection } from "@helmwright/engine";
import type { SandboxStatus } from "@helmwright/sandbox";

import { findPlatformFile } from "./find-platform-file.ts";
import type { Invocation } from "./invocation.ts";
import { loadPlatform } from "./load-platform.ts";
import type { PlatformOptions } from "./options.ts";
import type { PlatformLockFile } from "./platform-lock-file.ts";
import type { ProgressView } from "./views/progress-view.ts";

/** A platform file in one of its environments, before anything has been asked of its cluster. */
export interface Session {
  readonly file: string;
  readonly platform: Platform;
  readonly environment: string;
  readonly settings: Environment;
  readonly lock: PlatformLockFile;
  /** How the sandbox is; asked while the platform file is loaded. Rejects when it can't be told. */
  readonly sandbox: () => Promise<SandboxStatus>;
}

/** Finds and loads what the options name. Throws `PLATFORM_FILE_…`, `LOCK_…`, `ENVIRONMENT_UNKNOWN`. */
export async function openSession({ platform: named, env, sandbox: name }: PlatformOptions): Promise<Session> {
  const file = findPlatformFile({ file: named, directory: process.cwd(), env: process.env });
  // Every schema is used once: compiling checks for it takes longer than it saves.
  const { config } = await import("zod/v4/core");
  config({ jitless: true });
  const sandbox = import("@helmwright/sandbox").then(({ sandboxStatus }) => sandboxStatus({ name }));
  // Whoever needs the answer awaits it; for other targets a failure is of no interest.
  sandbox.catch(() => undefined);
  const { readPlatformLock } = await import("./platform-lock-file.ts");
  const [platform, lock] = await Promise.all([loadPlatform(file), readPlatformLock(file)]);
  const environment = env ?? Object.keys(platform.environments)[0];
  const settings =
    environment !== undefined && Object.hasOwn(platform.environments, environment) ? platform.environments[environment] : undefined;
  if (environment === undefined || !settings) {
    throw new HelmwrightError(
      "ENVIRONMENT_UNKNOWN",
      `choose an environment of ${platform.name}: there is no ${JSON.stringify(environment ?? "first one")}`,
      {
        hint: `It has ${Object.keys(platform.environments).join(", ") || "none; add one to `environments`"}.`,
      },
    );
  }
  return { file, platform, environment, settings, lock, sandbox: () => sandbox };
}

export interface ConnectSessionOptions extends Invocation {
  readonly options: PlatformOptions & { readonly concurrency?: number | undefined; readonly timeout?: number | undefined };
  readonly view: ProgressView;
  /** Identity to use. Default: the lock file's. */
  readonly id?: string | undefined;
}

/** Connects to the environment's cluster; a sandbox that doesn't run is started first. */
export async function connectSession(
  session: Session,
  { options, view, signal, id = session.lock.id }: ConnectSessionOptions,
): Promise<Connection> {
  const { platform, environment, settings, file } = session;
  const [{ connect }, target] = await Promise.all([import("@helmwright/engine/connect"), targetOf(session, options.sandbox, view, signal)]);
  const simulated = settings.target === "sandbox";
  return connect(platform, {
    environment,
    id,
    target,
    signal,
    only: options.only,
    directory: dirname(file),
    concurrency: options.concurrency,
    timeout: options.timeout,
    onEvent: (event: EngineEvent) => view.onEvent(event),
    onTool: (event) => view.onSandbox(event),
    ...(simulated
      ? {
          prepare: async ({ instances }) => {
            const { simulate } = await import("@helmwright/sandbox");
            await simulate(
              instances.flatMap(({ readiness }) => readiness),
              { name: options.sandbox },
            );
          },
        }
      : {}),
  });
}

async function targetOf(session: Session, name: string, view: ProgressView, signal: AbortSignal): Promise<ClusterTarget> {
  const { target } = session.settings;
  if (target !== "sandbox") return target;
  const status = await session.sandbox();
  if (status.phase === "running") return { context: status.contextName, kubeconfig: status.kubeconfig };
  const { sandboxUp } = await import("@helmwright/sandbox");
  const { contextName, kubeconfig } = await sandboxUp({ name, signal, onEvent: (event) => view.onSandbox(event) });
  return { context: contextName, kubeconfig };
}

/** Whether containers only seem to run where a session goes. */
export function isSimulated({ settings }: Session): boolean {
  return settings.target === "sandbox";
}
