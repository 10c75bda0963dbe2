import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";

import { HelmwrightError } from "@helmwright/core";

import { apiError, unreachable } from "./api-error.ts";
import type { Credentials } from "./credentials.ts";

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path on the API server, with its query. */
  readonly path: string;
  readonly body?: object | undefined;
  readonly contentType?: string | undefined;
  readonly accept?: string | undefined;
  /** What is being done, for messages: `list Secret`. */
  readonly doing: string;
}

/** An answer of the API server, whatever its status. `body` is untrusted JSON. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Transport {
  readonly server: string;
  send(request: ApiRequest): Promise<ApiAnswer>;
  readonly close: () => void;
}

/** Milliseconds without a byte after which a request has failed. */
const IDLE_LIMIT = 30_000;

/** HTTP to one API server with the credentials of a kubeconfig; connections are kept open until `close`. */
export function createTransport({ server, tls, headers }: Credentials, signal?: AbortSignal): Transport {
  const url = new URL(server);
  const agent = url.protocol === "https:" ? new Agent({ ...tls, keepAlive: true, maxSockets: 16 }) : undefined;
  const send = async (request: ApiRequest): Promise<ApiAnswer> => {
    signal?.throwIfAborted();
    const authentication = await headers();
    const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(
        new URL(url.pathname.replace(/\/$/, "") + request.path, url),
        {
          method: request.method,
          ...(agent ? { agent } : {}),
          headers: {
            ...authentication,
            accept: request.accept ?? "application/json",
            ...(body ? { "content-type": request.contentType ?? "application/json", "content-length": body.length } : {}),
          },
          timeout: IDLE_LIMIT,
          ...(signal ? { signal } : {}),
        },
        resolve,
      );
      outgoing.once("timeout", () => outgoing.destroy(new Error(`no answer for ${IDLE_LIMIT / 1000} s`)));
      outgoing.once("error", reject);
      outgoing.end(body);
    }).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw unreachable(request.doing, server, cause);
    });
    const text = await readAll(response).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw unreachable(request.doing, server, cause);
    });
    return { status: response.statusCode ?? 0, body: parse(text, request, response.statusCode ?? 0) };
  };
  return { server, send, close: () => agent?.destroy() };
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string, request: ApiRequest, status: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    if (status >= 400) return { message: text.slice(0, 200) };
    throw new HelmwrightError("KUBE_ANSWER", `${request.doing}: the API server's answer is no JSON`, { cause });
  }
}

/** The body of an answer that is a success; throws the API server's own error otherwise. */
export function accepted(answer: ApiAnswer, doing: string): unknown {
  if (answer.status >= 400) throw apiError(answer, doing);
  return answer.body;
}
