import type { Manifest } from "@helmwright/core";
import { formatObject, objectIdOf } from "@helmwright/core";

import type { ObjectDiff } from "./api.ts";
import { makePlan } from "./make-plan.ts";
import type { PlanInput } from "./make-plan.ts";
import type { EnginePorts } from "./ports.ts";

/** For each object that a deploy would change: how it is in the release's record, and how it would be. Secrets without values. */
export async function objectDiffs(ports: EnginePorts, input: PlanInput): Promise<readonly ObjectDiff[]> {
  const { document, desired, rendered, stored } = await makePlan(ports, input);
  return document.steps.flatMap((step) => {
    const wanted = desired.steps.find(({ id }) => id === step.id);
    if (wanted?.kind !== "release" || step.action === "none") return [];
    const find = (objects: readonly Manifest[]): ReadonlyMap<string, Manifest> =>
      new Map(
        objects.map((object) => [
          formatObject({ ...objectIdOf(object), namespace: object.metadata.namespace ?? wanted.namespace }),
          masked(object),
        ]),
      );
    const before = find(stored.get(step.id)?.manifests ?? []);
    const after = find(rendered?.releases.get(step.id)?.manifests ?? []);
    const changes = step.action === "install" ? [...after.keys()].map((object) => ({ object })) : step.objects;
    return changes.map(({ object }) => ({
      step: step.id,
      component: step.component,
      object,
      before: before.get(object),
      after: after.get(object),
    }));
  });
}

function masked(object: Manifest): Manifest {
  if (object.kind !== "Secret") return object;
  const hide = (value: unknown): unknown =>
    typeof value === "object" && value !== null ? Object.fromEntries(Object.keys(value).map((key) => [key, "(secret)"])) : value;
  return { ...object, data: hide(object["data"]), stringData: hide(object["stringData"]) };
}
