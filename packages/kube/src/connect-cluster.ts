import { formatObject, HelmwrightError, objectIdOf } from "@helmwright/core";
import type { ApiResource, Cluster, ClusterTarget, KindId, ListOptions, LiveObject, ObjectId } from "@helmwright/core";

import { apiError } from "./api-error.ts";
import { credentialsOf } from "./credentials.ts";
import { discover } from "./discovery.ts";
import { formatEvents } from "./format-events.ts";
import { readKubeconfig } from "./kubeconfig.ts";
import { builtInResource, findResource, resourcePath } from "./resource-path.ts";
import { accepted, createTransport } from "./transport.ts";
import type { ApiAnswer, Transport } from "./transport.ts";

export interface ClusterConnection extends Cluster {
  /** Address of the API server. */
  readonly server: string;
  close(): void;
}

const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/** Connects to the cluster of a kubeconfig context. Throws `KUBECONFIG_…`; the first request shows whether it answers. */
export async function connectCluster(
  target: ClusterTarget,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ClusterConnection> {
  const credentials = await credentialsOf(target.context, await readKubeconfig(target));
  const transport = createTransport(credentials, signal);
  return { context: target.context, server: credentials.server, ...clusterOver(transport), close: transport.close };
}

function clusterOver(transport: Transport): Omit<Cluster, "context"> {
  let known: Promise<readonly ApiResource[]> | undefined;
  const resources = async (): Promise<readonly ApiResource[]> => (known = discover(transport));
  const lookUp = async ({ apiVersion, kind }: KindId): Promise<ApiResource | undefined> =>
    builtInResource(apiVersion, kind) ??
    findResource(await (known ?? resources()), apiVersion, kind) ??
    findResource(await resources(), apiVersion, kind);
  const pathOf = async (id: ObjectId, doing: string, named = true): Promise<string> => {
    const resource = await lookUp(id);
    if (!resource) throw unknownKind(id, doing);
    return resourcePath(resource, id.namespace ?? "default", named ? id.name : undefined);
  };
  const listWith = async (kind: KindId, { namespace, labels = {} }: ListOptions, accept: string): Promise<readonly LiveObject[]> => {
    const resource = await lookUp(kind);
    if (!resource) return [];
    const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const items: LiveObject[] = [];
    let next = "";
    do {
      const query = new URLSearchParams({
        limit: "500",
        ...(selector.length > 0 ? { labelSelector: selector.join(",") } : {}),
        ...(next ? { continue: next } : {}),
      });
      const doing = `list ${kind.kind}`;
      const answer = await transport.send({
        method: "GET",
        path: `${resourcePath(resource, namespace)}?${query.toString()}`,
        accept,
        doing,
      });
      if (answer.status === 404) return [];
      const body = accepted(answer, doing) as { items?: readonly LiveObject[]; metadata?: { continue?: string } };
      items.push(...(body.items ?? []).map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind })));
      next = body.metadata?.continue ?? "";
    } while (next !== "");
    return items;
  };
  const list: Cluster["list"] = (kind, options = {}) => listWith(kind, options, "application/json");
  return {
    version: async () => {
      const body = accepted(
        await transport.send({ method: "GET", path: "/version", doing: "read the cluster's version" }),
        "read the cluster's version",
      );
      return ((body as { gitVersion?: string }).gitVersion ?? "").replace(/^v/, "");
    },
    resources,
    list,
    listMetadata: (kind, options = {}) => listWith(kind, options, METADATA_LIST),
    get: async (id) => {
      const doing = `read ${formatObject(id)}`;
      if (!(await lookUp(id))) return undefined;
      return existing(await transport.send({ method: "GET", path: await pathOf(id, doing), doing }), doing);
    },
    apply: async (manifest, { manager, force = false, dryRun = false }) => {
      const doing = `apply ${formatObject(objectIdOf(manifest))}`;
      const query = new URLSearchParams({
        fieldManager: manager,
        force: String(force),
        fieldValidation: "Strict",
        ...(dryRun ? { dryRun: "All" } : {}),
      });
      const path = `${await pathOf(objectIdOf(manifest), doing)}?${query.toString()}`;
      return accepted(
        await transport.send({ method: "PATCH", path, body: manifest, contentType: "application/apply-patch+yaml", doing }),
        doing,
      ) as LiveObject;
    },
    create: async (manifest) => {
      const doing = `create ${formatObject(objectIdOf(manifest))}`;
      const answer = await transport.send({
        method: "POST",
        path: await pathOf(objectIdOf(manifest), doing, false),
        body: manifest,
        doing,
      });
      return answer.status === 409 ? undefined : (accepted(answer, doing) as LiveObject);
    },
    replace: async (manifest) => {
      const doing = `write ${formatObject(objectIdOf(manifest))}`;
      const answer = await transport.send({ method: "PUT", path: await pathOf(objectIdOf(manifest), doing), body: manifest, doing });
      return answer.status === 409 || answer.status === 404 ? undefined : (accepted(answer, doing) as LiveObject);
    },
    patch: async (id, patch) => {
      const doing = `change ${formatObject(id)}`;
      const path = await pathOf(id, doing);
      return existing(
        await transport.send({ method: "PATCH", path, body: patch, contentType: "application/merge-patch+json", doing }),
        doing,
      );
    },
    remove: async (id) => {
      const doing = `delete ${formatObject(id)}`;
      if (!(await lookUp(id))) return false;
      const answer = await transport.send({
        method: "DELETE",
        path: await pathOf(id, doing),
        body: { propagationPolicy: "Background" },
        doing,
      });
      return existing(answer, doing) !== undefined;
    },
    events: async (id) => formatEvents(await list({ apiVersion: "v1", kind: "Event" }, { namespace: id.namespace ?? "default" }), id),
  };
}

function existing(answer: ApiAnswer, doing: string): LiveObject | undefined {
  if (answer.status === 404) return undefined;
  if (answer.status >= 400) throw apiError(answer, doing);
  return answer.body as LiveObject;
}

function unknownKind(id: ObjectId, doing: string): HelmwrightError {
  return new HelmwrightError("KUBE_KIND_UNKNOWN", `${doing}: the cluster has no kind ${id.kind} in ${id.apiVersion}`, {
    hint: "Install the custom resource definition first: the component that owns it must be part of the platform.",
    subject: { object: formatObject(id) },
  });
}
