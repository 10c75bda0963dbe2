import { chartFlags, type ChartOptions, valuesInput, type ValuesOptions } from "./chart-options.ts";
import { listItem } from "./flags.ts";
import type { CallOptions, HelmRunner } from "./helm-runner.ts";
import { postRendererCommand, type PostRendererOptions } from "./post-renderer.ts";
import { type RenderedManifests, splitManifests } from "./rendered-manifests.ts";

export interface TemplateOptions extends CallOptions, ChartOptions, ValuesOptions, PostRendererOptions {
  /** Value of `.Release.Namespace`. Default `default`. */
  readonly namespace?: string | undefined;
  /** Leaves the chart's `crds/` out. Default true: what Helm calls `--include-crds` has to be asked for. */
  readonly skipCrds?: boolean | undefined;
  /** Value of `.Capabilities.KubeVersion`. Default: the newest that this Helm knows. */
  readonly kubeVersion?: string | undefined;
  /** Added to `.Capabilities.APIVersions` (`monitoring.coreos.com/v1/ServiceMonitor`). */
  readonly apiVersions?: readonly string[] | undefined;
  /** Renders an upgrade instead of an installation. Default false. */
  readonly isUpgrade?: boolean | undefined;
  /** Leaves hooks out. Default false. */
  readonly noHooks?: boolean | undefined;
  /** Leaves test hooks out. Default false. */
  readonly skipTests?: boolean | undefined;
  /** Templates to render (`templates/deployment.yaml`). Default: all. */
  readonly showOnly?: readonly string[] | undefined;
  readonly enableDns?: boolean | undefined;
}

export interface RenderedChart extends RenderedManifests {
  /** Helm's output as it is. */
  readonly text: string;
}

/** Renders a chart without a cluster. */
export type Template = (release: string, chart: string, options?: TemplateOptions) => Promise<RenderedChart>;

export function createTemplate(runner: HelmRunner): Template {
  return async (release, chart, options = {}) => {
    const values = valuesInput(options);
    const postRenderer = await postRendererCommand(options, runner.homeDir);
    const text = await runner.run({
      verb: ["template"],
      flags: {
        ...chartFlags(options),
        ...values.flags,
        ...postRenderer.flags,
        "--namespace": options.namespace ?? "default",
        "--include-crds": options.skipCrds === false,
        "--kube-version": options.kubeVersion,
        "--api-versions": options.apiVersions?.map(listItem),
        "--is-upgrade": options.isUpgrade,
        "--no-hooks": options.noHooks,
        "--skip-tests": options.skipTests,
        "--show-only": options.showOnly,
        "--enable-dns": options.enableDns,
      },
      operands: [release, chart],
      input: values.input,
      env: postRenderer.env,
      doing: `render chart ${chart}`,
      subject: { chart, release },
      call: options,
    });
    return { text, ...splitManifests(text) };
  };
}
