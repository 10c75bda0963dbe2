import type { Composition } from "@helmwright/core";

import type { PlatformOptions } from "./options.ts";
import type { Session } from "./session.ts";

/** A platform composed for a version of Kubernetes, without asking a cluster. Throws `ProblemsError`, `INSTANCE_UNKNOWN`. */
export async function offlineComposition({ platform, environment }: Session, { only }: PlatformOptions): Promise<Composition> {
  const [{ compose, ProblemsError }, { onlyInstances }, { kubernetesVersion }] = await Promise.all([
    import("@helmwright/core"),
    import("@helmwright/engine/only"),
    import("@helmwright/sandbox"),
  ]);
  const composition = compose(platform, { environment, kubernetes: kubernetesVersion });
  if (composition.problems.length > 0) throw new ProblemsError(`compose platform ${platform.name}`, composition.problems);
  return onlyInstances(composition, only);
}
