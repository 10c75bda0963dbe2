import { cpus, totalmem } from "node:os";

import { kubernetesVersion, resolveTools } from "@helmwright/sandbox";
import { execa } from "execa";

/** What the numbers depend on, as Markdown. */
export async function describeRun(command: string): Promise<string> {
  const { helm } = await resolveTools({ names: ["helm"] });
  const { stdout: commit } = await execa("git", ["rev-parse", "--short", "HEAD"]);
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${commit}, \`${command}\``,
    `- ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.versions.node}`,
    `- Helm ${helm?.version ?? ""}, Kubernetes ${kubernetesVersion} in a sandbox`,
  ].join("\n");
}
