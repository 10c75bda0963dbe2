import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface OciRegistry {
  /** `127.0.0.1:port`. */
  readonly host: string;
  close(): Promise<void>;
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** What Helm needs of the OCI distribution API, in memory, over HTTP, with one user. */
export async function startOciRegistry({
  username,
  password,
}: {
  readonly username: string;
  readonly password: string;
}): Promise<OciRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { readonly bytes: Buffer; readonly type: string }>();
  const tags = new Map<string, Set<string>>();
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

  function send(response: ServerResponse, status: number, headers: Record<string, string> = {}, body: Buffer | string = ""): void {
    response.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers });
    response.end(response.req.method === "HEAD" ? undefined : body);
  }

  function sendBytes(response: ServerResponse, bytes: Buffer | undefined, type = "application/octet-stream"): void {
    if (bytes === undefined) send(response, 404, { "content-type": "application/json" }, '{"errors":[{"code":"NAME_UNKNOWN"}]}');
    else send(response, 200, { "content-type": type, "docker-content-digest": digestOf(bytes) }, bytes);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://registry");
    const body = await buffer(request);
    if (request.headers.authorization !== basic) {
      send(response, 401, { "www-authenticate": 'Basic realm="test"' });
      return;
    }
    const [, name = "", kind = "", reference = ""] = /^\/v2\/(.+)\/(blobs|manifests|tags)\/(.+)$/u.exec(pathname) ?? [];
    if (pathname === "/v2/") send(response, 200);
    else if (kind === "tags") {
      const known = tags.get(name);
      if (known === undefined) sendBytes(response, undefined);
      else send(response, 200, { "content-type": "application/json" }, JSON.stringify({ name, tags: [...known] }));
    } else if (kind === "blobs" && request.method === "POST") send(response, 202, { location: `/v2/${name}/blobs/uploads/session` });
    else if (kind === "blobs" && request.method === "PUT") {
      blobs.set(searchParams.get("digest") ?? "", body);
      send(response, 201, { "docker-content-digest": digestOf(body) });
    } else if (kind === "blobs") sendBytes(response, blobs.get(reference));
    else if (kind === "manifests" && request.method === "PUT") {
      const manifest = { bytes: body, type: request.headers["content-type"] ?? "" };
      manifests.set(`${name}@${digestOf(body)}`, manifest).set(`${name}@${reference}`, manifest);
      if (!reference.startsWith("sha256:")) tags.set(name, new Set([...(tags.get(name) ?? []), reference]));
      send(response, 201, { "docker-content-digest": digestOf(body) });
    } else {
      const manifest = manifests.get(`${name}@${reference}`);
      sendBytes(response, manifest?.bytes, manifest?.type);
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
