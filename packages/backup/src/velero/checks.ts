import { HelmwrightError } from "@helmwright/sdk";

import type { VeleroOptions } from "./options.ts";

export function needsNodeAgent({ schedules = [] }: VeleroOptions): boolean {
  return schedules.some(({ volumes }) => volumes === "files" || volumes === "move");
}

/** What only the options together can get wrong. Throws `OPTIONS_INVALID`. */
export function assertConsistent(options: VeleroOptions): void {
  const { locations, schedules = [], snapshotLocations = [], csiSnapshots = false, repositoryPassword } = options;
  const nodeAgent = options.nodeAgent ?? needsNodeAgent(options);
  const known = locations.map(({ name }) => name);
  for (const { name, location, volumes } of schedules) {
    if (location !== undefined && !known.includes(location)) {
      refuse(
        `schedule ${name} uses location ${location}, but there ${known.length === 1 ? "is" : "are"} only ${known.join(", ")}`,
        "Declare it in `locations`.",
      );
    }
    if (volumes === "snapshot" && !csiSnapshots && snapshotLocations.length === 0) {
      refuse(`schedule ${name} snapshots volumes, but nothing can`, "Set `csiSnapshots: true`, or declare `snapshotLocations`.");
    }
    if (volumes === "move" && !csiSnapshots)
      refuse(`schedule ${name} moves CSI snapshots, but csiSnapshots is off`, "Set `csiSnapshots: true`.");
  }
  if (needsNodeAgent(options) && !nodeAgent) refuse("a schedule copies data of volumes, but nodeAgent is off", "Leave `nodeAgent` out.");
  if (nodeAgent && !repositoryPassword) {
    refuse(
      "the node agents have no repositoryPassword; Velero would take one that everybody knows",
      'Set `repositoryPassword: secret.env("…")`, and keep the value outside the cluster.',
    );
  }
}

function refuse(what: string, hint: string): never {
  throw new HelmwrightError("OPTIONS_INVALID", `configure Velero: ${what}`, { hint });
}
