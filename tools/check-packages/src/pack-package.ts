import { join } from "node:path";

import { execa } from "execa";

/** Packs a built package as it would be published; gives the tarball's path. */
export async function packPackage(directory: string, destination: string): Promise<string> {
  const { stdout } = await execa("pnpm", ["pack", "--json", "--pack-destination", destination], { cwd: directory, env: { CI: "1" } });
  const { filename } = JSON.parse(stdout) as { readonly filename: string };
  return join(destination, filename.slice(filename.lastIndexOf("/") + 1));
}
