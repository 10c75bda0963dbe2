import { cpus, totalmem } from "node:os";

import { kubernetesVersion } from "@helmwright/sandbox";
import { execa } from "execa";

import { benchCharts } from "./bench-charts.ts";
import type { Arena } from "./contestants.ts";

/** What the numbers depend on. */
export async function describeMachine({ helm }: Arena): Promise<readonly string[]> {
  const [{ stdout: helmVersion }, { stdout: commit }] = await Promise.all([
    execa(helm, ["version", "--template", "{{ .Version }}"]),
    execa("git", ["rev-parse", "--short", "HEAD"]),
  ]);
  const { length } = cpus();
  return [
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}`,
    `${length} cores${cpus()[0]?.model ? ` (${cpus()[0]?.model.trim()})` : ""}, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, ${process.platform}`,
    `Node ${process.versions.node}, Helm ${helmVersion}, Kubernetes ${kubernetesVersion} in a sandbox with 3 nodes`,
    `${benchCharts.length} charts: ${benchCharts.map(({ pin }) => `${pin.name} ${pin.version}`).join(", ")}`,
  ];
}
