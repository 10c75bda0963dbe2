import { HelmwrightError } from "@helmwright/core";
import { readLimited } from "./read-limited.ts";

export interface DownloadOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  /** Most bytes to take. */
  readonly limit: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A URL without user information and query, as it may be printed. */
export function printableUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

function reason(error: unknown): string {
  const { message, cause } = error as { readonly message?: string; readonly cause?: { readonly code?: string; readonly message?: string } };
  return cause?.code ?? cause?.message ?? message ?? "unknown reason";
}

/** `fetch` takes no credentials in a URL; as a header they go to that host alone, also when it redirects. */
function withoutUserInfo(url: string): { readonly url: string; readonly headers: Readonly<Record<string, string>> } {
  if (!URL.canParse(url)) return { url, headers: {} };
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === "" && password === "") return { url, headers: {} };
  parsed.username = "";
  parsed.password = "";
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return { url: parsed.href, headers: { authorization: `Basic ${login}` } };
}

/** An answer with its body still to be read, whatever its status. */
export async function request(address: string, { fetch, signal, headers }: Omit<DownloadOptions, "limit">): Promise<Response> {
  const { url, headers: login } = withoutUserInfo(address);
  try {
    return await fetch(url, { redirect: "follow", headers: { ...login, ...headers }, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (signal?.aborted === true) throw new HelmwrightError("ABORTED", `download ${printableUrl(url)}: aborted`, { cause: error });
    throw new HelmwrightError("NETWORK_UNREACHABLE", `download ${printableUrl(url)}: ${reason(error)}`, {
      hint: "Check the network and the proxy settings, or name a chart mirror.",
      cause: error,
    });
  }
}

/**
 * Downloads a file.
 *
 * @throws HelmwrightError `NETWORK_UNREACHABLE`, `DOWNLOAD_FAILED` (status that is not 2xx, broken off), `CHART_ARCHIVE_TOO_LARGE`, `ABORTED`
 */
export async function download(url: string, options: DownloadOptions): Promise<Buffer> {
  const response = await request(url, options);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new HelmwrightError("DOWNLOAD_FAILED", `download ${printableUrl(url)}: the server answered ${response.status}`, {
      hint: "Check the URL and whether it needs a login.",
    });
  }
  try {
    return await readLimited(response.body, options.limit, printableUrl(url));
  } catch (error) {
    if (error instanceof HelmwrightError) throw error;
    throw new HelmwrightError("DOWNLOAD_FAILED", `download ${printableUrl(url)}: broken off (${reason(error)})`, {
      hint: "Try again.",
      cause: error,
    });
  }
}
