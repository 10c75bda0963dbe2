import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";

import { HelmwrightError } from "@helmwright/core";
import type { ClusterTarget } from "@helmwright/core";
import { parse } from "yaml";
import { z } from "zod";

interface ClusterEntry {
  readonly server: string;
  readonly "certificate-authority"?: string | undefined;
  readonly "certificate-authority-data"?: string | undefined;
  readonly "insecure-skip-tls-verify"?: boolean | undefined;
  readonly "tls-server-name"?: string | undefined;
  readonly [key: string]: unknown;
}
interface UserEntry {
  readonly "client-certificate"?: string | undefined;
  readonly "client-certificate-data"?: string | undefined;
  readonly "client-key"?: string | undefined;
  readonly "client-key-data"?: string | undefined;
  readonly token?: string | undefined;
  readonly [key: string]: unknown;
}
interface ContextEntry {
  readonly cluster: string;
  readonly user?: string | undefined;
}
interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
}

const text = z.string().optional();
const clusterEntry: z.ZodType<ClusterEntry> = z.looseObject({
  server: z.string(),
  "certificate-authority": text,
  "certificate-authority-data": text,
  "insecure-skip-tls-verify": z.boolean().optional(),
  "tls-server-name": text,
});
const userEntry: z.ZodType<UserEntry> = z.looseObject({
  "client-certificate": text,
  "client-certificate-data": text,
  "client-key": text,
  "client-key-data": text,
  token: text,
});
const contextEntry: z.ZodType<ContextEntry> = z.looseObject({ cluster: z.string(), user: text });
const entries: z.ZodType<readonly Readonly<Record<string, unknown>>[] | null | undefined> = z
  .array(z.looseObject({ name: z.string() }))
  .nullish();
const document: z.ZodType<Readonly<Record<"clusters" | "contexts" | "users", z.infer<typeof entries>>>> = z.looseObject({
  clusters: entries,
  contexts: entries,
  users: entries,
});

/** The cluster and the user that a context names. Paths in them are absolute. */
export interface ChosenContext {
  readonly files: readonly string[];
  readonly cluster: ClusterEntry;
  readonly user: UserEntry;
}

/** Kubeconfig files in kubectl's order: the one named, else `$KUBECONFIG`, else `~/.kube/config`. */
export function kubeconfigPaths(path: string | undefined, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  if (path !== undefined) return [path];
  const listed = (env["KUBECONFIG"] ?? "").split(delimiter).filter((one) => one !== "");
  return listed.length > 0 ? listed : [join(env["HOME"] ?? homedir(), ".kube", "config")];
}

/**
 * Reads what kubeconfig files say of one context; the first file that names something wins, and the current context is
 * never used. Throws `KUBECONFIG_MISSING`, `KUBECONFIG_INVALID`, `KUBECONFIG_CONTEXT`, `KUBECONFIG_CLUSTER`.
 */
export async function readKubeconfig({ context, kubeconfig: path }: ClusterTarget): Promise<ChosenContext> {
  const paths = kubeconfigPaths(path);
  const files = paths.filter((one) => existsSync(one));
  if (files.length === 0) {
    throw new HelmwrightError("KUBECONFIG_MISSING", `connect to ${context}: there is no kubeconfig at ${paths.join(", ")}`, {
      hint: "Set KUBECONFIG, or give the environment's target a `kubeconfig`.",
    });
  }
  const read = await Promise.all(files.map((file) => readOne(file, context)));
  const first = <T>(find: (config: Kubeconfig) => T | undefined): T | undefined => read.map(find).find((one) => one !== undefined);
  const chosen = first(({ contexts }) => contexts.get(context));
  if (!chosen) {
    const names = read.flatMap(({ contexts }) => [...contexts.keys()]);
    throw new HelmwrightError("KUBECONFIG_CONTEXT", `connect to ${context}: ${files.join(", ")} has no context of this name`, {
      hint: names.length > 0 ? `It has ${names.join(", ")}.` : "It has no context at all.",
    });
  }
  const cluster = first(({ clusters }) => clusters.get(chosen.cluster));
  if (!cluster || !URL.canParse(cluster.server)) {
    throw new HelmwrightError("KUBECONFIG_CLUSTER", `connect to ${context}: its cluster ${chosen.cluster} has no usable server address`, {
      hint: "Give the cluster of this context a `server`.",
    });
  }
  return { files, cluster, user: first(({ users }) => users.get(chosen.user ?? "")) ?? {} };
}

async function readOne(file: string, context: string): Promise<Kubeconfig> {
  try {
    const { clusters, contexts, users } = document.parse(parse(await readFile(file, "utf8")));
    return {
      clusters: named(clusters, (entry) => absolutePaths(clusterEntry.parse(entry["cluster"]), file)),
      contexts: named(contexts, (entry) => contextEntry.parse(entry["context"])),
      users: named(users, (entry) => absolutePaths(userEntry.parse(entry["user"] ?? {}), file)),
    };
  } catch (cause) {
    throw new HelmwrightError("KUBECONFIG_INVALID", `connect to ${context}: ${file} is no usable kubeconfig`, {
      cause,
      hint: "Check it with kubectl config view.",
    });
  }
}

function named<T>(list: z.infer<typeof entries>, read: (entry: Readonly<Record<string, unknown>>) => T): ReadonlyMap<string, T> {
  return new Map((list ?? []).map((entry) => [String(entry["name"]), read(entry)]));
}

const PATHS = new Set(["certificate-authority", "client-certificate", "client-key"]);

/** Paths in a kubeconfig are relative to the file. */
function absolutePaths<T extends object>(entry: T, file: string): T {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, PATHS.has(key) && typeof value === "string" ? resolve(dirname(file), value) : value]),
  ) as T;
}
