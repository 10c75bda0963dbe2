import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

import { HelmwrightError } from "@helmwright/core";
import type { ClusterTarget } from "@helmwright/core";
import { KubeConfig } from "@kubernetes/client-node";

/** Kubeconfig files in kubectl's order: the one named, else `$KUBECONFIG`, else `~/.kube/config`. */
export function kubeconfigPaths(kubeconfig: string | undefined, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  if (kubeconfig !== undefined) return [kubeconfig];
  const listed = (env["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  return listed.length > 0 ? listed : [join(env["HOME"] ?? homedir(), ".kube", "config")];
}

/** Reads a kubeconfig and chooses the named context; the file's current context is never used. */
export async function loadConfig({ context, kubeconfig }: ClusterTarget): Promise<{ readonly config: KubeConfig; readonly server: string }> {
  const paths = kubeconfigPaths(kubeconfig);
  const found = paths.filter((path) => existsSync(path));
  if (found.length === 0) {
    throw new HelmwrightError("KUBECONFIG_MISSING", `connect to ${context}: there is no kubeconfig at ${paths.join(", ")}`, {
      hint: "Set KUBECONFIG, or give the environment's target a `kubeconfig`.",
    });
  }
  const config = new KubeConfig();
  for (const path of found) {
    try {
      const one = new KubeConfig();
      one.loadFromFile(path);
      config.mergeConfig(one);
    } catch (cause) {
      throw new HelmwrightError("KUBECONFIG_INVALID", `connect to ${context}: ${path} is no usable kubeconfig`, { cause, hint: "Check it with kubectl config view." });
    }
  }
  const names = config.getContexts().map(({ name }) => name);
  if (!names.includes(context)) {
    throw new HelmwrightError("KUBECONFIG_CONTEXT", `connect to ${context}: ${found.join(", ")} has no context of this name`, {
      hint: names.length > 0 ? `It has ${names.join(", ")}.` : "It has no context at all.",
    });
  }
  config.setCurrentContext(context);
  const server = config.getCurrentCluster()?.server;
  if (server === undefined || !URL.canParse(server)) {
    throw new HelmwrightError("KUBECONFIG_CLUSTER", `connect to ${context}: its cluster has no server address`, { hint: "Give the cluster of this context a `server`." });
  }
  return { config, server };
}
