import type { EngineObjects } from "@helmwright/plan";

import type { Desired } from "./desired.ts";
import type { RenderedSteps } from "./render-steps.ts";

/** What the engine will write itself, as objects; Secrets with their keys and without their values. */
export function engineObjects({ steps }: Desired, { crds }: RenderedSteps): readonly EngineObjects[] {
  return steps.flatMap((step): readonly EngineObjects[] => {
    const { id, component } = step;
    switch (step.kind) {
      case "namespace":
        return [{ step: id, component, objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: step.name } }] }];
      case "crds":
        return [{ step: id, component, objects: crds.get(id) ?? [] }];
      case "secrets": {
        const objects = step.secrets.map(({ namespace, name, data }) => ({
          apiVersion: "v1",
          kind: "Secret",
          metadata: { namespace, name },
          data: Object.fromEntries(Object.keys(data).map((key) => [key, ""])),
        }));
        return [{ step: id, component, objects }];
      }
      case "release":
        return [];
    }
  });
}
