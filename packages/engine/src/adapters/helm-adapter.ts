import { join } from "node:path";

import type { HelmRunner, RenderRequest, Rendered } from "@helmwright/core";
import type { Helm } from "@helmwright/helm";

import { cachedRender } from "./render-cache.ts";

/** Marks Helm processes as a platform's, so that a later run finds what a killed one left. */
export const PLATFORM_VARIABLE = "HELMWRIGHT_PLATFORM";

export interface HelmAdapterOptions {
  /** Resolved when it is first needed: a plan on which nothing has changed needs no Helm. */
  readonly helm: () => Promise<Helm>;
  /** Version of the binary, part of the key of cached renderings. */
  readonly version: string;
  readonly cacheDirectory: string;
  readonly platform: string;
}

/** Revisions that Helm keeps of a release. */
const HISTORY = 10;

export function helmAdapter({ helm, version, cacheDirectory, platform }: HelmAdapterOptions): HelmRunner {
  const env = { [PLATFORM_VARIABLE]: platform };
  const render = async (request: RenderRequest): Promise<Rendered> => {
    const { release, chart, namespace, values, kubernetes, apiVersions, signal } = request;
    const client = await helm();
    const { manifests, hooks } = await client.template(release, chart, { namespace, values, kubeVersion: kubernetes, apiVersions, skipTests: true, env, signal });
    return { manifests: manifests.map(({ object }) => object), hooks: hooks.map(({ object }) => object) };
  };
  return {
    render: cachedRender(join(cacheDirectory, "renders"), version, render),
    upgrade: async ({ release, namespace, chart, values, pruneNulls, clientSideApply, timeoutSeconds, signal }) => {
      const client = await helm();
      await client.upgrade(release, chart, {
        namespace,
        install: true,
        values,
        skipCrds: true,
        oldValues: "reset",
        wait: "hookOnly",
        timeout: timeoutSeconds,
        historyMax: HISTORY,
        serverSide: !clientSideApply,
        pruneNulls,
        env,
        signal,
      });
    },
    uninstall: async ({ release, namespace, timeoutSeconds, signal }) => {
      const client = await helm();
      await client.uninstall(release, { namespace, ignoreNotFound: true, wait: "hookOnly", timeout: timeoutSeconds, env, signal });
    },
  };
}
