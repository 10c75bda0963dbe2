import type { SandboxStatus } from "@helmwright/sandbox";

import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../formats/format-table.ts";
import type { Invocation } from "../invocation.ts";
import type { Outcome } from "../outcome.ts";
import { openProgressView } from "../views/progress-view.ts";
import { duration } from "../views/wording.ts";

export interface SandboxCommandOptions {
  readonly sandbox: string;
  /** Simulated nodes of a new sandbox. */
  readonly nodes?: number | undefined;
}

export async function sandboxUpCommand(
  { sandbox: name, nodes }: SandboxCommandOptions,
  { terminal, signal }: Invocation,
): Promise<Outcome> {
  const { sandboxUp } = await import("@helmwright/sandbox");
  const up = await (async () => {
    using view = await openProgressView(terminal);
    return await sandboxUp({ name, nodes, signal, onEvent: (event) => view.onSandbox(event) });
  })();
  const { alreadyRunning, contextName, apiServer } = up;
  return {
    exitCode: exitCodes.done,
    data: up,
    text: () =>
      `the sandbox ${name} ${alreadyRunning ? "runs already" : "is up"}: context ${contextName}, ${apiServer}\nNodes and pods are simulated: containers do not run.`,
  };
}

export async function sandboxDownCommand({ sandbox: name }: SandboxCommandOptions, { signal }: Invocation): Promise<Outcome> {
  const { sandboxDown } = await import("@helmwright/sandbox");
  const { removed } = await sandboxDown({ name, signal });
  return {
    exitCode: exitCodes.done,
    data: { name, removed },
    text: () => (removed ? `the sandbox ${name} is removed, with all that was in it` : `there is no sandbox ${name}`),
  };
}

/** Ends with 1 when the sandbox doesn't run. */
export async function sandboxStatusCommand({ sandbox: name }: SandboxCommandOptions): Promise<Outcome> {
  const { sandboxStatus } = await import("@helmwright/sandbox");
  const status = await sandboxStatus({ name });
  return { exitCode: status.phase === "running" ? exitCodes.done : exitCodes.failed, data: status, text: () => statusText(status) };
}

function statusText(status: SandboxStatus): string {
  if (status.phase === "absent") return `there is no sandbox ${status.name}; make it with sandbox up`;
  const { name, phase, kubernetesVersion, contextName, apiServer, kubeconfig, nodes, components, createdAt } = status;
  const rows = components.map(({ name: component, pid, uptime, log }) => [
    component,
    pid === undefined ? "down" : String(pid),
    uptime === undefined ? "-" : duration(uptime * 1000),
    log,
  ]);
  return [
    `the sandbox ${name} ${phase === "running" ? "runs" : "is down in part; sandbox up repairs it"}`,
    `  Kubernetes ${kubernetesVersion} on ${apiServer}, ${nodes.length} simulated nodes, made ${createdAt}`,
    `  context ${contextName} in ${kubeconfig}`,
    "",
    formatTable(["COMPONENT", "PID", "UP", "LOG"], rows),
  ].join("\n");
}

/** `export` lines for a POSIX shell: `eval "$(helmwright sandbox env)"`. */
export async function sandboxEnvCommand({ sandbox: name }: SandboxCommandOptions, { terminal, signal }: Invocation): Promise<Outcome> {
  const { sandboxEnv } = await import("@helmwright/sandbox");
  const variables = await (async () => {
    using view = await openProgressView(terminal);
    return await sandboxEnv({ name, signal, onEvent: (event) => view.onSandbox(event) });
  })();
  return {
    exitCode: exitCodes.done,
    data: variables,
    text: () =>
      Object.entries(variables)
        .map(([variable, value]) => `export ${variable}=${shellQuoted(value)}`)
        .join("\n"),
  };
}

/** Single quotes keep everything from a POSIX shell; a single quote itself is put between them. */
export function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
