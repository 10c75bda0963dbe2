import { formatObject } from "@helmwright/core";
import type { Composition } from "@helmwright/core";
import { readinessOf } from "@helmwright/kube";

import type { ReleaseStatus } from "./api.ts";
import { namespacedIds } from "./apply-step.ts";
import { desiredSteps } from "./desired.ts";
import type { ReleaseStep } from "./desired.ts";
import { SECRET } from "./names.ts";
import { observe } from "./observe.ts";
import type { Observed } from "./observe.ts";
import type { EnginePorts } from "./ports.ts";

/** Each release of the platform as the cluster has it, and what of it is not ready. Writes nothing. */
export async function status(ports: EnginePorts, composition: Composition, id: string): Promise<readonly ReleaseStatus[]> {
  const observed = await observe(ports.cluster, id);
  const steps = desiredSteps(composition).steps.filter((step): step is ReleaseStep => step.kind === "release");
  return Promise.all(steps.map((step) => statusOf(step, observed, ports)));
}

async function statusOf(step: ReleaseStep, observed: Observed, ports: EnginePorts): Promise<ReleaseStatus> {
  const release = `${step.namespace}/${step.name}`;
  const live = observed.releases.get(release);
  const secret = live && (await ports.cluster.get({ ...SECRET, namespace: live.namespace, name: live.record }));
  if (!live || !secret) {
    return {
      component: step.component,
      release,
      status: "absent",
      revision: 0,
      chart: undefined,
      updated: undefined,
      ready: false,
      problems: ["it is not installed"],
    };
  }
  const stored = await ports.records.decode(secret);
  const ids = await namespacedIds(stored.manifests, step.namespace, ports);
  const states = await Promise.all(
    ids.map(async (id) => {
      const object = await ports.cluster.get(id);
      if (!object) return [`${formatObject(id)} does not exist`];
      const state = readinessOf(object, step.readiness);
      return state.ready ? [] : [`${formatObject(id)}: ${state.why}`];
    }),
  );
  const problems = states.flat();
  const chart = `${stored.chart.name} ${stored.chart.version}`;
  return {
    component: step.component,
    release,
    status: live.status,
    revision: live.revision,
    chart,
    updated: stored.updated,
    ready: live.status === "deployed" && problems.length === 0,
    problems,
  };
}
