import { HelmwrightError, ProblemsError } from "@helmwright/core";
import type { ApiResource, Manifest, Rendered } from "@helmwright/core";
import pLimit from "p-limit";

import type { CrdsStep, Desired, ReleaseStep } from "./desired.ts";
import type { EnginePorts } from "./ports.ts";

export interface RenderedSteps {
  /** By the id of the release step. */
  readonly releases: ReadonlyMap<string, Rendered>;
  /** By the id of the crds step; empty for a chart without CRDs. */
  readonly crds: ReadonlyMap<string, readonly Manifest[]>;
}

export interface RenderOptions {
  /** Without `v`. */
  readonly kubernetes: string;
  /** What the cluster has now; empty without one. */
  readonly resources: readonly ApiResource[];
  readonly signal?: AbortSignal | undefined;
}

/** Charts that are rendered at the same time; more only take turns. */
const AT_ONCE = 4;

/**
 * Renders every chart. Kinds that the platform itself defines count as there, because they will be when the chart is
 * installed: when rendering brings definitions that were not known, the charts that
 * ask for them are rendered once more.
 */
export async function renderSteps(
  { steps }: Desired,
  ports: Pick<EnginePorts, "charts" | "helm">,
  options: RenderOptions,
): Promise<RenderedSteps> {
  const limit = pLimit(AT_ONCE);
  const problems: unknown[] = [];
  const collect = <T>(work: Promise<T>): Promise<T | undefined> => work.catch((error: unknown) => void problems.push(error));
  const crdSteps = steps.filter((step): step is CrdsStep => step.kind === "crds");
  const crds = new Map<string, readonly Manifest[]>();
  await Promise.all(
    crdSteps.map((step) =>
      collect(limit(async () => crds.set(step.id, await (await ports.charts.resolve(step.pin, options)).crds(step.values)))),
    ),
  );
  const releaseSteps = steps.filter((step): step is ReleaseStep => step.kind === "release");
  const render = async (chosen: readonly ReleaseStep[], versions: ReadonlySet<string>): Promise<Map<string, Rendered>> => {
    const rendered = new Map<string, Rendered>();
    await Promise.all(
      chosen.map((step) => collect(limit(async () => rendered.set(step.id, await renderStep(step, ports, options, versions))))),
    );
    return rendered;
  };
  const known = new Set([...options.resources.flatMap(versionsOfResource), ...[...crds.values()].flat().flatMap(versionsOfDefinition)]);
  const releases = await render(releaseSteps, known);
  const brought = [...releases.values()]
    .flatMap(({ manifests }) => manifests.flatMap(versionsOfDefinition))
    .filter((one) => !known.has(one));
  if (brought.length > 0 && problems.length === 0) {
    const asking = await Promise.all(releaseSteps.map((step) => asksForVersions(step, ports, options)));
    const again = await render(
      releaseSteps.filter((_step, index) => asking[index]),
      new Set([...known, ...brought]),
    );
    for (const [id, rendered] of again) releases.set(id, rendered);
  }
  if (problems.length > 0) throw asProblems(problems);
  return { releases, crds };
}

async function asksForVersions(step: ReleaseStep, { charts }: Pick<EnginePorts, "charts">, options: RenderOptions): Promise<boolean> {
  return "pin" in step.source && (await charts.resolve(step.source.pin, options)).mentionsApiVersions();
}

async function renderStep(
  step: ReleaseStep,
  { charts, helm }: Pick<EnginePorts, "charts" | "helm">,
  options: RenderOptions,
  versions: ReadonlySet<string>,
): Promise<Rendered> {
  if ("objects" in step.source) return { manifests: step.source.objects, hooks: [], nulls: false };
  const chart = await charts.resolve(step.source.pin, options);
  const mentions = await chart.mentionsApiVersions();
  return helm.render({
    release: step.name,
    namespace: step.namespace,
    chart: chart.path,
    digest: step.source.pin.digest,
    values: step.values,
    kubernetes: options.kubernetes,
    apiVersions: mentions ? [...versions].toSorted() : [],
    signal: options.signal,
  });
}

function versionsOfResource({ group, version, kind }: ApiResource): readonly string[] {
  const groupVersion = group === "" ? version : `${group}/${version}`;
  return [groupVersion, `${groupVersion}/${kind}`];
}

function versionsOfDefinition(object: Manifest): readonly string[] {
  if (object.kind !== "CustomResourceDefinition") return [];
  const spec = object["spec"] as
    | { readonly group?: string; readonly names?: { readonly kind?: string }; readonly versions?: readonly { readonly name?: string }[] }
    | undefined;
  return (spec?.versions ?? []).flatMap(({ name }) => [`${spec?.group}/${name}`, `${spec?.group}/${name}/${spec?.names?.kind}`]);
}

/** A chart that can't be had fails for its CRDs and for its release: it is told once. */
function asProblems(errors: readonly unknown[]): unknown {
  const unknown = errors.find((error) => !(error instanceof HelmwrightError));
  if (unknown !== undefined) return unknown;
  const known = new Map(
    errors.filter((error) => error instanceof HelmwrightError).map((error) => [`${error.code} ${error.message}`, error]),
  );
  const [first] = known.values();
  return known.size === 1 ? first : new ProblemsError(`render the platform: ${known.size} charts can't be rendered`, [...known.values()]);
}
