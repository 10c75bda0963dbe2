import { join } from "node:path";

import { withoutNulls } from "@helmwright/core";
import type { HelmRunner, RenderRequest, Rendered } from "@helmwright/core";
import type { Helm, RenderedChart } from "@helmwright/helm";

import { cachedRender } from "./render-cache.ts";

/** Marks Helm processes as a platform's, so that a later run finds what a killed one left. */
export const PLATFORM_VARIABLE = "HELMWRIGHT_PLATFORM";
/** Names the process that started them: while it lives they are nobody's leftovers, whichever cluster they work on. */
export const RUN_VARIABLE = "HELMWRIGHT_RUN";

export interface HelmAdapterOptions {
  /** Resolved when it is first needed: a plan on which nothing has changed needs no Helm. */
  readonly helm: () => Promise<Helm>;
  /** Version of the binary, part of the key of cached renderings. */
  readonly version: string;
  readonly cacheDirectory: string;
  readonly platform: string;
}

/** Renders a chart as it will be applied. */
export async function renderChart(client: Helm, request: RenderRequest, env: Readonly<Record<string, string>> = {}): Promise<Rendered> {
  const { release, chart, namespace, values, kubernetes, apiVersions, signal } = request;
  const options = { namespace, values, kubeVersion: kubernetes, apiVersions, skipTests: true, env, signal };
  const plain = await client.template(release, chart, options);
  if (!hasNull([...plain.manifests, ...plain.hooks].map(({ object }) => object))) return asApplied(plain, false);
  // Helm itself changes trifles of what passes through a post-renderer, so the plan has to pass through it as well.
  return asApplied(await client.template(release, chart, { ...options, pruneNulls: true }), true);
}

function asApplied({ manifests, hooks }: RenderedChart, nulls: boolean): Rendered {
  return { manifests: manifests.map(({ object }) => withoutNulls(object)), hooks: hooks.map(({ object }) => withoutNulls(object)), nulls };
}

/** Charts leave these empty everywhere, and nobody minds: an API server takes them for absent. */
const HARMLESS = new Set(["annotations", "labels", "creationTimestamp"]);

function hasNull(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.some(hasNull);
  return typeof value === "object" && Object.entries(value).some(([key, one]) => (one !== null || !HARMLESS.has(key)) && hasNull(one));
}

/** Revisions that Helm keeps of a release. */
const HISTORY = 10;

export function helmAdapter({ helm, version, cacheDirectory, platform }: HelmAdapterOptions): HelmRunner {
  const env = { [PLATFORM_VARIABLE]: platform, [RUN_VARIABLE]: String(process.pid) };
  const render = async (request: RenderRequest): Promise<Rendered> => renderChart(await helm(), request, env);
  return {
    render: cachedRender(join(cacheDirectory, "renders"), version, render),
    upgrade: async ({ release, namespace, chart, values, pruneNulls, clientSideApply, timeout, signal }) => {
      const client = await helm();
      await client.upgrade(release, chart, {
        namespace,
        install: true,
        values,
        skipCrds: true,
        oldValues: "reset",
        wait: "hookOnly",
        timeout,
        historyMax: HISTORY,
        serverSide: !clientSideApply,
        pruneNulls,
        env,
        signal,
      });
    },
    uninstall: async ({ release, namespace, timeout, signal }) => {
      const client = await helm();
      await client.uninstall(release, { namespace, ignoreNotFound: true, wait: "hookOnly", timeout, env, signal });
    },
  };
}
