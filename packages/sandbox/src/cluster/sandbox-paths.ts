import { homedir } from "node:os";
import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";

/** Where one sandbox keeps what it is made of. All of it is inside `home`, and goes with it. */
export interface SandboxPaths {
  readonly name: string;
  readonly home: string;
  /** The kwokctl cluster's own directory: certificates, pids, logs, data. */
  readonly cluster: string;
  readonly state: string;
  readonly kubeconfig: string;
  readonly lock: string;
  readonly kwokctlConfig: string;
  readonly schedulerConfig: string;
  /** What every container of the sandbox has logged. */
  readonly containerLog: string;
  /** Certificates and keys. */
  readonly pki: string;
}

/** The name of the cluster inside kwokctl: one sandbox has one kwokctl work directory to itself. */
export const clusterName = "sandbox";

function sandboxRoot(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["XDG_STATE_HOME"] || join(env["HOME"] || homedir(), ".local", "state"), "helmwright", "sandbox");
}

/** Throws `SANDBOX_NAME` for a name that can't be a directory and a DNS label. */
export function sandboxPaths(name: string, env: NodeJS.ProcessEnv = process.env): SandboxPaths {
  if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) {
    throw new HelmwrightError("SANDBOX_NAME", `use sandbox ${JSON.stringify(name)}: the name is not valid`, {
      hint: "Use 1 to 40 lower-case letters, digits and inner hyphens, such as `helmwright` or `test-1`.",
    });
  }
  const root = sandboxRoot(env);
  const home = join(root, name);
  return {
    name,
    home,
    cluster: join(home, "clusters", clusterName),
    state: join(home, "state.json"),
    kubeconfig: join(home, "kubeconfig.yaml"),
    kwokctlConfig: join(home, "kwok.yaml"),
    schedulerConfig: join(home, "scheduler.yaml"),
    containerLog: join(home, "container.log"),
    pki: join(home, "clusters", clusterName, "pki"),
    lock: join(root, `.${name}.lock`),
  };
}
