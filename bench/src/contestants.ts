import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { createChartStore, defaultChartCache } from "@helmwright/charts";
import { resolveTools, sandboxUp } from "@helmwright/sandbox";
import { execa } from "execa";
import pLimit from "p-limit";

import { namespaceOf } from "./bench-chart.ts";
import { benchCharts } from "./bench-charts.ts";

/** What every contestant works with. */
export interface Arena {
  readonly sandbox: string;
  readonly kubeconfig: string;
  readonly context: string;
  readonly helm: string;
  /** Archives of the charts, checked and on this disk, by the chart's name. */
  readonly archives: ReadonlyMap<string, string>;
  /** Home of the caches of this run. */
  readonly scratch: string;
}

/** One way to deploy the charts. Every function throws when the outcome is not the one wanted. */
export interface Contestant {
  readonly name: string;
  deploy(): Promise<void>;
  /** What a deploy would do now, as far as the contestant can tell. */
  plan(): Promise<void>;
  remove(): Promise<void>;
}

const root = resolve(import.meta.dirname, "../..");

/** Starts the sandbox and gets Helm and all charts, so that nothing of it is part of a measurement. */
export async function openArena(sandbox: string): Promise<Arena> {
  const { helm } = await resolveTools({ names: ["helm"] });
  const { kubeconfig, contextName: context } = await sandboxUp({ name: sandbox });
  const store = createChartStore();
  const archives = new Map<string, string>();
  for (const { pin } of benchCharts) archives.set(pin.name, (await store.resolve(pin)).path);
  const scratch = await mkdtemp(join(tmpdir(), "helmwright-bench-"));
  const cache = resolve(defaultChartCache(), "..");
  await mkdir(join(scratch, "helmwright"));
  for (const shared of ["charts", "tools"]) await symlink(join(cache, shared), join(scratch, "helmwright", shared));
  return { sandbox, kubeconfig, context, helm: helm?.path ?? "helm", archives, scratch };
}

/** Helm alone, with `atOnce` releases at the same time. */
export function plainHelm(name: string, atOnce: number, { helm, kubeconfig, context, archives, scratch }: Arena): Contestant {
  const env = { XDG_CACHE_HOME: scratch, HELM_CONFIG_HOME: join(scratch, "helm-config"), HELM_DATA_HOME: join(scratch, "helm-data") };
  const each = async (argsOf: (release: string, archive: string, namespace: string) => readonly string[]): Promise<void> => {
    const limit = pLimit(atOnce);
    const target = ["--kubeconfig", kubeconfig, "--kube-context", context];
    const run = async (chart: (typeof benchCharts)[number]): Promise<unknown> => {
      const args = argsOf(chart.pin.name, archives.get(chart.pin.name) ?? "", namespaceOf(chart));
      const values = JSON.stringify(chart.values ?? {});
      return execa(helm, [...args, "--namespace", namespaceOf(chart), ...target], { env, input: values });
    };
    await Promise.all(benchCharts.map((chart) => limit(() => run(chart))));
  };
  const upgrade = (release: string, archive: string): readonly string[] => ["upgrade", release, archive, "--install", "--values", "-"];
  return {
    name,
    deploy: () => each((release, archive) => [...upgrade(release, archive), "--create-namespace", "--wait", "--timeout", "5m"]),
    plan: () => each((release, archive) => [...upgrade(release, archive), "--dry-run=server"]),
    remove: () => each((release) => ["uninstall", release, "--ignore-not-found"]),
  };
}

/** The binary, as people run it: each call is a process of its own. */
export function helmwright({ sandbox, scratch }: Arena): Contestant & { forgetRenders(): Promise<void>; help(): Promise<void> } {
  const run = async (...args: readonly string[]): Promise<void> => {
    const options = { cwd: root, env: { XDG_CACHE_HOME: scratch, CI: "1" } };
    await execa(process.execPath, [join(root, "packages/cli/src/bin.ts"), ...args], options);
  };
  const onBench = (command: string, ...args: readonly string[]): Promise<void> =>
    run(command, "--platform", join(root, "bench/bench.platform.ts"), "--sandbox", sandbox, ...args);
  return {
    name: "Helmwright",
    deploy: () => onBench("deploy"),
    plan: () => onBench("plan"),
    remove: () => onBench("destroy", "--data", "--yes"),
    forgetRenders: () => rm(join(scratch, "helmwright", "renders"), { recursive: true, force: true }),
    help: () => run("--help"),
  };
}
