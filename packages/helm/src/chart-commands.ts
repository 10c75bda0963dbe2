import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { HelmwrightError, type Manifest } from "@helmwright/core";
import { chartFlags, type ChartOptions, transportFlags, valuesInput, type ValuesOptions } from "./chart-options.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";
import { parseKubernetesYaml, type YamlValue } from "./kubernetes-yaml.ts";
import { parseLintOutput, type LintResult } from "./lint-result.ts";
import { splitManifests } from "./rendered-manifests.ts";

export interface ShowOptions extends CallOptions, ChartOptions {}

export interface PullOptions extends CallOptions, ChartOptions {
  /** Folder for the archive; made when it is missing. */
  readonly destination: string;
}

export interface PushOptions
  extends CallOptions, Pick<ChartOptions, "caFile" | "certFile" | "keyFile" | "insecureSkipTlsVerify" | "plainHttp"> {}

export interface LintOptions extends CallOptions, ValuesOptions {
  /** Warnings fail too. Default false. */
  readonly strict?: boolean | undefined;
  readonly withSubcharts?: boolean | undefined;
  readonly kubeVersion?: string | undefined;
}

/** What a chart says about itself, without rendering it. `crds` are objects; `readme` is empty where there is none. */
export interface ChartDescription {
  readonly chart: YamlValue;
  readonly values: YamlValue;
  readonly readme: string;
  readonly crds: readonly Manifest[];
}

export interface ShowCommands {
  /** `Chart.yaml`. */
  chart(chart: string, options?: ShowOptions): Promise<YamlValue>;
  /** The default values. */
  values(chart: string, options?: ShowOptions): Promise<YamlValue>;
  /** The default values as text, comments included. */
  valuesText(chart: string, options?: ShowOptions): Promise<string>;
  readme(chart: string, options?: ShowOptions): Promise<string>;
  /** The objects in `crds/`, subcharts included. */
  crds(chart: string, options?: ShowOptions): Promise<readonly Manifest[]>;
  all(chart: string, options?: ShowOptions): Promise<ChartDescription>;
}

export interface ChartCommands {
  readonly show: ShowCommands;
  /** Downloads a chart archive and returns its path. */
  pull(chart: string, options: PullOptions): Promise<string>;
  /** Uploads a chart archive to an OCI registry (`oci://host/path`). */
  push(archive: string, registry: string, options?: PushOptions): Promise<void>;
  /** Examines a chart folder or archive. A chart that fails is a result, not an error. */
  lint(chart: string, options?: LintOptions): Promise<LintResult>;
}

function createShow(runner: HelmRunner): ShowCommands {
  const text = (what: string, chart: string, options: ShowOptions = {}): Promise<string> =>
    runner.run({
      verb: ["show", what],
      flags: chartFlags(options),
      operands: [chart],
      doing: `show ${what} of chart ${chart}`,
      subject: { chart },
      call: options,
    });
  const show: ShowCommands = {
    chart: async (chart, options) => parseKubernetesYaml(await text("chart", chart, options))[0] ?? null,
    values: async (chart, options) => parseKubernetesYaml(await text("values", chart, options))[0] ?? {},
    valuesText: (chart, options) => text("values", chart, options),
    readme: async (chart, options) => (await text("readme", chart, options)).trim(),
    crds: async (chart, options) => splitManifests(await text("crds", chart, options)).manifests.map(({ object }) => object),
    all: async (chart, options) => {
      const [metadata, values, readme, crds] = await Promise.all([
        show.chart(chart, options),
        show.values(chart, options),
        show.readme(chart, options),
        show.crds(chart, options),
      ]);
      return { chart: metadata, values, readme, crds };
    },
  };
  return show;
}

/** Helm does not say which file it has written, so it gets an empty folder, and what lies there afterwards is moved. */
async function pull(runner: HelmRunner, chart: string, options: PullOptions): Promise<string> {
  const { destination } = options;
  const temporary = join(destination, `.pull-${randomUUID()}`);
  await mkdir(temporary, { recursive: true });
  try {
    await runner.run({
      verb: ["pull"],
      flags: { ...chartFlags(options), "--destination": temporary },
      operands: [chart],
      doing: `pull chart ${chart}${options.version === undefined ? "" : ` ${options.version}`}`,
      subject: { chart },
      call: options,
    });
    const archive = (await readdir(temporary)).find((file) => file.endsWith(".tgz"));
    if (archive === undefined) {
      throw new HelmwrightError("HELM_OUTPUT_UNEXPECTED", `pull chart ${chart}: helm has written no archive`, {
        hint: "Use a supported Helm 4 version.",
      });
    }
    const path = join(destination, archive);
    await rename(join(temporary, archive), path);
    return path;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

export function createChartCommands(runner: HelmRunner): ChartCommands {
  return {
    show: createShow(runner),
    pull: (chart, options) => pull(runner, chart, options),
    push: async (archive, registry, options = {}) => {
      await runner.run({
        verb: ["push"],
        flags: transportFlags(options),
        operands: [archive, registry],
        doing: `push chart ${archive} to ${registry}`,
        subject: { chart: archive },
        call: options,
      });
    },
    lint: async (chart, options = {}) => {
      const values = valuesInput(options);
      const outcome = await runner.attempt({
        verb: ["lint"],
        flags: {
          ...values.flags,
          "--strict": options.strict,
          "--with-subcharts": options.withSubcharts,
          "--kube-version": options.kubeVersion,
        },
        operands: [chart],
        input: values.input,
        doing: `lint chart ${chart}`,
        call: options,
      });
      return parseLintOutput(outcome, chart);
    },
  };
}
