import { readFile } from "node:fs/promises";
import { Agent, request } from "node:https";
import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";

/** Asks one API server, as its administrator. Small on purpose: the sandbox is asked for at every start of the CLI. */
export interface ApiClient {
  readonly url: string;
  /** The parsed answer; throws `SANDBOX_API` for a status outside `accept` (default: below 300). */
  send(method: string, path: string, options?: SendOptions): Promise<ApiAnswer>;
  /** Server-side apply, conflicts overruled. */
  apply(path: string, object: object): Promise<ApiAnswer>;
  close(): void;
}

export interface SendOptions {
  readonly body?: object | undefined;
  /** Default: `application/json`. */
  readonly contentType?: string | undefined;
  /** Statuses that are no error. Default: all below 300. */
  readonly accept?: (status: number) => boolean;
  /** Milliseconds. Default: 10000. */
  readonly timeout?: number | undefined;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** `pki` is the directory of `ca.crt`, `admin.crt` and `admin.key`. */
export async function connectApi(url: string, pki: string): Promise<ApiClient> {
  const [ca, cert, key] = await Promise.all(["ca.crt", "admin.crt", "admin.key"].map((file) => readFile(join(pki, file))));
  const agent = new Agent({ ca, cert, key, keepAlive: true } as ConstructorParameters<typeof Agent>[0]);
  const send = async (method: string, path: string, options: SendOptions = {}): Promise<ApiAnswer> => {
    const answer = await exchange(new URL(path, url), { method, agent, ...options });
    const accepted = options.accept ?? ((status) => status < 300);
    if (!accepted(answer.status)) {
      throw new HelmwrightError("SANDBOX_API", `${method} ${path} on the sandbox: status ${answer.status}: ${reason(answer.text)}`);
    }
    return answer;
  };
  return {
    url,
    send,
    apply: (path, body) =>
      send("PATCH", `${path}?fieldManager=helmwright-sandbox&force=true`, { body, contentType: "application/apply-patch+yaml" }),
    close: () => agent.destroy(),
  };
}

function exchange(
  url: URL,
  { method, agent, body, contentType, timeout = 10_000 }: SendOptions & { method: string; agent: Agent },
): Promise<ApiAnswer> {
  return new Promise((resolve, reject) => {
    const headers = body ? { "content-type": contentType ?? "application/json" } : {};
    const message = request(url, { method, agent, headers, timeout }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
    });
    message.on("timeout", () => message.destroy(new Error(`no answer from ${url.host} within ${timeout} ms`)));
    message.on("error", reject);
    message.end(body && JSON.stringify(body));
  });
}

function reason(text: string): string {
  const match = /"message":\s*"((?:[^"\\]|\\.)*)"/.exec(text);
  return match?.[1] ?? text.slice(0, 200);
}
