import { homedir } from "node:os";
import { join } from "node:path";

import { compose, HelmwrightError } from "@helmwright/core";
import type { Composition, Platform } from "@helmwright/core";
import { connectCluster } from "@helmwright/kube";

import { chartSource } from "./adapters/chart-source.ts";
import { helmAdapter } from "./adapters/helm-adapter.ts";
import { localHost } from "./adapters/local-host.ts";
import type { Connection, ConnectOptions, RenderedDocument, RenderPlatformOptions } from "./api.ts";
import { onlyInstances, requireInstances } from "./only.ts";
import type { EnginePorts } from "./ports.ts";

/** Version of Helm in the keys of cached renderings, until the binary is asked. */
const HELM_LINE = "4";

/** Connects a platform to the cluster of one of its environments. Nothing is written before `deploy` or `destroy`. */
export async function connect(platform: Platform, options: ConnectOptions): Promise<Connection> {
  const { environment, id, signal } = options;
  const chosen = platform.environments[environment];
  if (!chosen) platform.compose(environment);
  const target = options.target ?? chosen?.target;
  if (target === undefined || target === "sandbox") {
    throw new HelmwrightError("TARGET_UNRESOLVED", `connect ${platform.name} to ${environment}: the sandbox has to be started first`, {
      hint: "Pass the `target` that sandboxUp of @helmwright/sandbox gives.",
    });
  }
  // Without the signal: after an abort the lease and the record still have to be written.
  const cluster = await connectCluster(target);
  const cacheDirectory = cacheOf(process.env);
  const helm = lazyHelm({ target, options });
  const ports: EnginePorts = {
    cluster,
    charts: await lazyCharts(options, cacheDirectory, helm),
    helm: helmAdapter({ helm, version: HELM_LINE, cacheDirectory, platform: id }),
    records: {
      decode: async (secret) => (await loadRecords()).decode(secret),
      markFailed: async (secret) => (await loadRecords()).markFailed(secret),
    },
    host: localHost({ platform: id, directory: options.directory ?? process.cwd() }),
    emit: options.onEvent ?? (() => {}),
  };
  let composed: Promise<Composition> | undefined;
  const composition = (): Promise<Composition> =>
    (composed ??= cluster.version().then((kubernetes) => {
      const whole = compose(platform, { environment, kubernetes });
      requireInstances(whole, options.only);
      return whole;
    }));
  const input = async (): Promise<Parameters<typeof import("./make-plan.ts").makePlan>[1]> => ({
    composition: await composition(),
    id,
    context: target.context,
    removeOthers: options.only === undefined,
    only: options.only,
    signal,
  });
  const settings = { concurrency: options.concurrency ?? 6, timeout: options.timeout ?? 300_000, signal, prepare: options.prepare };
  return {
    plan: async () => (await (await import("./make-plan.ts")).makePlan(ports, await input())).document,
    diff: async () => (await import("./object-diffs.ts")).objectDiffs(ports, await input()),
    deploy: async (deployOptions) => (await import("./deploy.ts")).deploy(ports, await input(), settings, deployOptions),
    destroy: async ({ data = false } = {}) => {
      const { destroy } = await import("./destroy.ts");
      const kubernetes = await cluster.version();
      return destroy(
        ports,
        { platform: { name: platform.name, id }, environment, target: { context: target.context, kubernetes }, only: options.only, data },
        settings,
      );
    },
    status: async () => (await import("./status.ts")).status(ports, onlyInstances(await composition(), options.only), id),
    composition,
    close: async () => cluster.close(),
  };
}

const loadRecords = async (): Promise<EnginePorts["records"]> => (await import("./adapters/release-records.ts")).releaseRecords;

function cacheOf(env: NodeJS.ProcessEnv): string {
  return join(env["XDG_CACHE_HOME"] ?? join(env["HOME"] ?? homedir(), ".cache"), "helmwright");
}

type LazyHelm = () => Promise<import("@helmwright/helm").Helm>;

/** Finds or gets Helm when it is first needed. */
function lazyHelm({
  target,
  options,
}: {
  readonly target: { readonly context?: string; readonly kubeconfig?: string | undefined };
  readonly options: Pick<ConnectOptions, "signal" | "onTool">;
}): LazyHelm {
  let client: ReturnType<LazyHelm> | undefined;
  const make: LazyHelm = async () => {
    const [{ createHelm }, { resolveTools }] = await Promise.all([import("@helmwright/helm"), import("@helmwright/sandbox")]);
    const { helm } = await resolveTools({ names: ["helm"], signal: options.signal, onEvent: options.onTool });
    return createHelm({ binary: helm?.path, kubeconfig: target.kubeconfig, kubeContext: target.context });
  };
  return () => (client ??= make());
}

async function lazyCharts(
  { mirrors, signal, directory }: Pick<ConnectOptions, "mirrors" | "signal" | "directory">,
  cacheDirectory: string,
  helm: LazyHelm,
): Promise<EnginePorts["charts"]> {
  let source: Promise<EnginePorts["charts"]> | undefined;
  const load = (): Promise<EnginePorts["charts"]> =>
    (source ??= import("@helmwright/charts").then(({ createChartStore, defaultMirrors }) =>
      chartSource(
        createChartStore({
          mirrors: mirrors ?? defaultMirrors({ start: directory }),
          signal,
          helm: { pull: async (...request) => (await helm()).pull(...request) },
        }),
        cacheDirectory,
      ),
    ));
  return {
    resolve: async (pin, resolveOptions) => (await load()).resolve(pin, resolveOptions),
    resourceChart: async () => (await load()).resourceChart(),
  };
}

/** Renders a platform without a cluster, in the order in which a deploy would apply it. Throws `ProblemsError`. */
export async function renderDocuments(platform: Platform, options: RenderPlatformOptions): Promise<readonly RenderedDocument[]> {
  const [{ renderOffline }, { kubernetesVersion }] = await Promise.all([import("./render-offline.ts"), import("@helmwright/sandbox")]);
  const helm = lazyHelm({ target: {}, options });
  const composition = compose(platform, { environment: options.environment, kubernetes: options.kubernetes ?? kubernetesVersion });
  requireInstances(composition, options.only);
  const charts = await lazyCharts(options, cacheOf(process.env), helm);
  return renderOffline(composition, { charts, helm, only: options.only, signal: options.signal });
}

/** `renderDocuments` as one text. */
export async function renderPlatform(platform: Platform, options: RenderPlatformOptions): Promise<string> {
  return (await renderDocuments(platform, options)).map(({ text }) => text).join("");
}
