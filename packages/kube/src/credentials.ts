import { readFile } from "node:fs/promises";
import type { AgentOptions } from "node:https";

import { HelmwrightError } from "@helmwright/core";

import type { ChosenContext } from "./kubeconfig.ts";

/** How requests to one API server are authenticated. */
export interface Credentials {
  readonly server: string;
  /** For the agent that keeps the connections. */
  readonly tls: AgentOptions;
  /** For each request: tokens may be renewed in between. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
}

/** Everything a context can say that needs nothing but reading files. */
const PLAIN = new Set([
  "server", "certificate-authority", "certificate-authority-data", "insecure-skip-tls-verify", "tls-server-name",
  "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token",
]); // prettier-ignore

/**
 * The credentials of a context. Certificates and fixed tokens are read here; everything else (credential plugins, identity
 * providers, proxies) is left to the Kubernetes client, which takes a third of a second to load.
 */
export async function credentialsOf(context: string, chosen: ChosenContext): Promise<Credentials> {
  const plain = [...Object.keys(chosen.cluster), ...Object.keys(chosen.user)].every((key) => PLAIN.has(key));
  return plain ? plainCredentials(context, chosen) : clientCredentials(context, chosen);
}

async function plainCredentials(context: string, { cluster, user }: ChosenContext): Promise<Credentials> {
  const bytes = async (data: string | undefined, path: string | undefined): Promise<Buffer | undefined> => {
    if (data !== undefined) return Buffer.from(data, "base64");
    return path === undefined ? undefined : readFile(path).catch((cause: unknown) => Promise.reject(unusable(context, cause)));
  };
  const [ca, cert, key] = await Promise.all([
    bytes(cluster["certificate-authority-data"], cluster["certificate-authority"]),
    bytes(user["client-certificate-data"], user["client-certificate"]),
    bytes(user["client-key-data"], user["client-key"]),
  ]);
  const servername = cluster["tls-server-name"];
  const tls: AgentOptions = {
    ...(ca ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(servername === undefined ? {} : { servername }),
    rejectUnauthorized: cluster["insecure-skip-tls-verify"] !== true,
  };
  const headers: Record<string, string> = user.token === undefined ? {} : { authorization: `Bearer ${user.token}` };
  return { server: cluster.server, tls, headers: async () => headers };
}

async function clientCredentials(context: string, { files, cluster }: ChosenContext): Promise<Credentials> {
  const { KubeConfig } = await import("@kubernetes/client-node");
  const config = new KubeConfig();
  for (const file of files) {
    const one = new KubeConfig();
    one.loadFromFile(file);
    config.mergeConfig(one);
  }
  config.setCurrentContext(context);
  const options = async (): Promise<AgentOptions & { headers?: Record<string, string>; agent?: unknown }> => {
    const found: AgentOptions & { headers?: Record<string, string>; agent?: unknown } = {};
    await config.applyToHTTPSOptions(found).catch((cause: unknown) => Promise.reject(unusable(context, cause)));
    return found;
  };
  const { headers: _headers, agent: _agent, ...tls } = await options();
  return { server: cluster.server, tls, headers: async () => (await options()).headers ?? {} };
}

function unusable(context: string, cause: unknown): HelmwrightError {
  return new HelmwrightError("KUBE_CREDENTIALS", `connect to ${context}: its credentials can't be used`, {
    cause,
    hint: "Log in again, or check the user of this context in the kubeconfig.",
  });
}
