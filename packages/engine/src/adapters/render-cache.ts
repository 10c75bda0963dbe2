import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { Manifest, Rendered, RenderRequest } from "@helmwright/core";
import { fingerprint } from "@helmwright/plan";

import { writeCache } from "./write-cache.ts";

/** Raised when the same request is rendered in another way than before. */
const FORMAT = 3;

/**
 * Keeps what charts render to, by everything it depends on. Values of Secrets are not kept: a rendering from the cache has
 * their keys only, which is all that planning looks at.
 */
export function cachedRender(
  directory: string,
  helmVersion: string,
  render: (request: RenderRequest) => Promise<Rendered>,
): (request: RenderRequest) => Promise<Rendered> {
  return async (request) => {
    const { signal: _signal, chart: _path, ...key } = request;
    const file = join(directory, `${fingerprint({ FORMAT, helmVersion, ...key })}.json`);
    const known = await readFile(file, "utf8").then(parse, () => undefined);
    if (known) return known;
    const rendered = await render(request);
    const masked = { nulls: rendered.nulls, manifests: rendered.manifests.map(maskSecret), hooks: rendered.hooks.map(maskSecret) };
    await writeCache(file, JSON.stringify(masked));
    return masked;
  };
}

function parse(text: string): Rendered | undefined {
  try {
    const { manifests, hooks, nulls = false } = JSON.parse(text) as Partial<Rendered>;
    return Array.isArray(manifests) && Array.isArray(hooks) ? { manifests, hooks, nulls } : undefined;
  } catch {
    // A damaged entry is as good as none: it is rendered again and written over.
    return undefined;
  }
}

function maskSecret(object: Manifest): Manifest {
  if (object.kind !== "Secret") return object;
  const mask = (value: unknown): unknown =>
    typeof value === "object" && value !== null ? Object.fromEntries(Object.keys(value).map((key) => [key, ""])) : value;
  return { ...object, data: mask(object["data"]), stringData: mask(object["stringData"]) };
}
