import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";

import type { ApiResource, Manifest } from "@helmwright/core";
import pLimit from "p-limit";

/** What the API server says of an object in a strict dry run. `unknown kind`: nothing defines it, so nothing can be said. */
export interface Verdict {
  readonly is: "accepted" | "rejected" | "unknown kind";
  /** The API server's words; empty when it accepts. */
  readonly message: string;
}

/** The API server that objects are shown to. Nothing is stored by a dry run. */
export interface ApiServer {
  dryRun(object: Manifest): Promise<Verdict>;
  close(): void;
}

/** One answer of the API server. */
interface Answer {
  readonly status: number;
  readonly message: string;
}

type Send = (method: string, path: string, body: unknown) => Promise<Answer>;

const AT_ONCE = 8;
const MISSING_NAMESPACE = /namespaces "(?<name>[^"]+)" not found/u;

/** Speaks to the cluster of a kubeconfig with client certificates in it, as a sandbox writes it. */
export async function openApiServer(kubeconfig: string, resources: readonly ApiResource[], namespace: string): Promise<ApiServer> {
  const { send, close } = await connect(kubeconfig);
  const known = new Map(resources.map((one) => [`${one.group === "" ? "" : `${one.group}/`}${one.version} ${one.kind}`, one]));
  const limit = pLimit(AT_ONCE);
  const verdicts = new Map<string, Promise<Verdict>>();
  const ask = async (object: Manifest): Promise<Verdict> => {
    const resource = known.get(`${object.apiVersion} ${object.kind}`);
    if (resource === undefined) return { is: "unknown kind", message: `no definition of ${object.kind} in ${object.apiVersion}` };
    return tryBoth(send, named(object), pathOf(resource, object.metadata.namespace ?? namespace));
  };
  return {
    dryRun: (object) => {
      const key = createHash("sha256").update(JSON.stringify(object)).digest("base64");
      const verdict = verdicts.get(key) ?? limit(() => ask(object));
      verdicts.set(key, verdict);
      return verdict;
    },
    close,
  };
}

/**
 * Server-side apply, as Helm does it, and creation where that is refused: an object with the same environment variable twice
 * can't be applied, but it can be created.
 */
async function tryBoth(send: Send, object: Manifest, path: string): Promise<Verdict> {
  const strict = "dryRun=All&fieldValidation=Strict&fieldManager=bench";
  const applied = await withNamespace(send, () =>
    send("PATCH", `${path}/${encodeURIComponent(String(object.metadata.name))}?${strict}&force=true`, object),
  );
  if (applied.status < 400) return { is: "accepted", message: "" };
  const created = await send("POST", `${path}?${strict}`, object);
  return created.status < 400 || created.status === 409 ? { is: "accepted", message: "" } : { is: "rejected", message: applied.message };
}

/** Makes the namespace that an answer misses, and asks again. */
async function withNamespace(send: Send, ask: () => Promise<Answer>): Promise<Answer> {
  const answer = await ask();
  const name = MISSING_NAMESPACE.exec(answer.message)?.groups?.["name"];
  if (answer.status !== 404 || name === undefined) return answer;
  await send("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  return ask();
}

/** An object whose name the API server would make up gets one. */
function named(object: Manifest): Manifest {
  const { name, generateName, ...metadata } = object.metadata as Manifest["metadata"] & { readonly generateName?: string };
  return { ...object, metadata: { ...metadata, name: name ?? `${generateName ?? ""}made-up` } };
}

function pathOf({ group, version, plural, namespaced }: ApiResource, namespace: string): string {
  const base = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${base}${namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : ""}/${plural}`;
}

async function connect(kubeconfig: string): Promise<{ readonly send: Send; readonly close: () => void }> {
  const { clusters, users } = JSON.parse(await readFile(kubeconfig, "utf8")) as {
    readonly clusters: readonly { readonly cluster: { readonly server: string; readonly "certificate-authority-data": string } }[];
    readonly users: readonly { readonly user: { readonly "client-certificate-data": string; readonly "client-key-data": string } }[];
  };
  const [cluster, user] = [clusters[0]?.cluster, users[0]?.user];
  if (!cluster || !user) throw new Error(`read ${kubeconfig}: it names no cluster or no user`);
  const bytes = (data: string): Buffer => Buffer.from(data, "base64");
  const agent = new Agent({
    ca: bytes(cluster["certificate-authority-data"]),
    cert: bytes(user["client-certificate-data"]),
    key: bytes(user["client-key-data"]),
    keepAlive: true,
    maxSockets: AT_ONCE,
  });
  const send: Send = (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": method === "PATCH" ? "application/apply-patch+yaml" : "application/json" };
      const outgoing = request(new URL(path, cluster.server), { agent, method, headers }, (response) => {
        text(response).then((answer) => resolve({ status: response.statusCode ?? 0, message: messageOf(answer) }), reject);
      });
      outgoing.once("error", reject);
      outgoing.end(JSON.stringify(body));
    });
  return { send, close: () => agent.destroy() };
}

function messageOf(answer: string): string {
  try {
    const { message } = JSON.parse(answer) as { readonly message?: unknown };
    return typeof message === "string" ? message : "";
  } catch {
    return answer.slice(0, 300);
  }
}
