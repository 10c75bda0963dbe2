import { HelmwrightError } from "@helmwright/core";
import { z } from "zod";
import { download, printableUrl, request } from "./download.ts";
import type { SourceOptions } from "./chart-source.ts";

const LARGEST_ANSWER = 16 * 1024 * 1024;
const MOST_PAGES = 100;
const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });
const tokenSchema = z.union([
  z.object({ token: z.string() }).transform(({ token }) => token),
  z.object({ access_token: z.string() }).transform((answer) => answer.access_token),
]);

function challengeParameters(challenge: string): ReadonlyMap<string, string> {
  return new Map(
    [...challenge.matchAll(/(?<key>[a-z]+)="(?<value>[^"]*)"/giu)].map(({ groups }) => [groups?.["key"] ?? "", groups?.["value"] ?? ""]),
  );
}

/** The token that a registry gives to anybody, when its answer asks for one. */
async function anonymousToken(response: Response, options: Pick<SourceOptions, "fetch" | "signal">): Promise<string | undefined> {
  const parameters = challengeParameters(response.headers.get("www-authenticate") ?? "");
  const realm = parameters.get("realm");
  if (response.status !== 401 || realm === undefined || !realm.startsWith("https://")) return undefined;
  const url = new URL(realm);
  for (const key of ["service", "scope"]) {
    const value = parameters.get(key);
    if (value !== undefined) url.searchParams.set(key, value);
  }
  const answer = await download(url.href, { ...options, limit: LARGEST_ANSWER });
  return tokenSchema.parse(JSON.parse(answer.toString("utf8")));
}

function nextPage(response: Response, url: string): string | undefined {
  const link = /<(?<next>[^>]+)>;\s*rel="?next"?/u.exec(response.headers.get("link") ?? "")?.groups?.["next"];
  const next = link === undefined ? undefined : new URL(link, url);
  return next?.origin === new URL(url).origin ? next.href : undefined;
}

/**
 * The chart versions that an OCI registry has for `oci://host/path`, by the distribution API, without a login. Tags have `_` where
 * versions have `+`.
 *
 * @throws HelmwrightError `NETWORK_UNREACHABLE`, `DOWNLOAD_FAILED`
 */
export async function ociVersions(
  reference: string,
  options: Pick<SourceOptions, "fetch" | "signal" | "plainHttpHosts">,
): Promise<readonly string[]> {
  const { host, pathname } = new URL(reference.replace(/^oci:/u, "https:"));
  const scheme = options.plainHttpHosts.includes(host) ? "http" : "https";
  const versions: string[] = [];
  let headers: Record<string, string> = {};
  let url: string | undefined = `${scheme}://${host}/v2${pathname}/tags/list`;
  for (let page = 0; url !== undefined && page < MOST_PAGES; page += 1) {
    let response = await request(url, { ...options, headers });
    const token = await anonymousToken(response, options);
    if (token !== undefined) {
      headers = { authorization: `Bearer ${token}` };
      response = await request(url, { ...options, headers });
    }
    if (response.status === 404) return [];
    if (!response.ok) {
      throw new HelmwrightError(
        "DOWNLOAD_FAILED",
        `list versions of ${printableUrl(reference)}: the registry answered ${response.status}`,
        {
          hint: "Check the repository, and log in with `helm registry login` when it is private.",
        },
      );
    }
    versions.push(...(tagsSchema.parse(await response.json()).tags ?? []));
    url = nextPage(response, url);
  }
  return versions.map((tag) => tag.replaceAll("_", "+"));
}
