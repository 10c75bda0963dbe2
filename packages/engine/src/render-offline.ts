import { ProblemsError } from "@helmwright/core";
import type { ChartSource, Composition, Manifest } from "@helmwright/core";
import type { Helm } from "@helmwright/helm";
import { orderSteps } from "@helmwright/plan";
import { stringify } from "yaml";

import type { RenderedDocument } from "./api.ts";
import { renderChart } from "./adapters/helm-adapter.ts";
import { desiredSteps } from "./desired.ts";
import type { DesiredStep } from "./desired.ts";
import { checkWorld } from "./make-plan.ts";
import { chosenSteps } from "./only.ts";
import { renderSteps } from "./render-steps.ts";
import type { RenderedSteps } from "./render-steps.ts";

interface OfflineRender {
  readonly charts: ChartSource;
  readonly helm: () => Promise<Helm>;
  /** Instances to render, with every step they need. Default: all. */
  readonly only?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Renders a composition and checks it as a plan would, without a cluster. */
export async function renderOffline(
  composition: Composition,
  { charts, helm, only, signal }: OfflineRender,
): Promise<readonly RenderedDocument[]> {
  if (composition.problems.length > 0) throw new ProblemsError(`compose platform ${composition.platform}`, composition.problems);
  const desired = desiredSteps(composition);
  const rendered = await renderSteps(
    desired,
    { charts, helm: { render: async (request) => renderChart(await helm(), request), upgrade: refuse, uninstall: refuse } },
    { kubernetes: composition.kubernetes, resources: [], signal },
  );
  const { edges, problems } = checkWorld(composition, desired, rendered);
  const ids = new Set(desired.steps.map(({ id }) => id));
  const { order, problems: cycles } = orderSteps(
    [...ids],
    edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  );
  if (problems.length + cycles.length > 0) throw new ProblemsError(`check platform ${composition.platform}`, [...problems, ...cycles]);
  // A chart without definitions has nothing to write in this step.
  const chosen = chosenSteps(desired.steps, edges, only);
  const written = desired.steps
    .filter((step) => chosen.has(step.id))
    .filter((step) => step.kind !== "crds" || (rendered.crds.get(step.id)?.length ?? 0) > 0);
  return order.flatMap((id) =>
    written.filter((step) => step.id === id).map((step) => ({ step: id, component: step.component, text: textOf(step, rendered) })),
  );
}

async function refuse(): Promise<never> {
  throw new TypeError("rendering writes nothing");
}

function textOf(step: DesiredStep, { releases, crds }: RenderedSteps): string {
  const head = `# ${step.id}\n`;
  switch (step.kind) {
    case "namespace": {
      const labels = Object.fromEntries(
        ["enforce", "audit", "warn"].map((mode) => [`pod-security.kubernetes.io/${mode}`, step.podSecurity]),
      );
      return head + documents([{ apiVersion: "v1", kind: "Namespace", metadata: { name: step.name, labels } }]);
    }
    case "crds":
      return head + documents(crds.get(step.id) ?? []);
    case "secrets":
      return (
        head +
        step.secrets
          .map(
            ({ namespace, name, data }) =>
              `# Secret ${namespace}/${name} with ${Object.keys(data).join(", ")}: written by deploy, from the sources the platform names\n`,
          )
          .join("")
      );
    case "release": {
      const { manifests = [], hooks = [] } = releases.get(step.id) ?? {};
      const namespaced = (object: Manifest): Manifest => ({
        ...object,
        metadata: { ...object.metadata, namespace: object.metadata.namespace ?? step.namespace },
      });
      return (
        head +
        documents("objects" in step.source ? manifests.map(namespaced) : manifests) +
        (hooks.length > 0 ? `# hooks of ${step.id}\n${documents(hooks)}` : "")
      );
    }
  }
}

function documents(objects: readonly Manifest[]): string {
  return objects.map((object) => `---\n${stringify(object, { aliasDuplicateObjects: false })}`).join("");
}
