import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { checkTarball } from "./check-tarball.ts";
import { packPackage } from "./pack-package.ts";
import { publicPackages } from "./public-packages.ts";

// Packs and checks every public package; `pnpm build` comes before. Exits 1 when something is wrong with one of them.
const root = resolve(import.meta.dirname, "../../..");
const destination = await mkdtemp(join(tmpdir(), "helmwright-packed-"));
try {
  for (const { name, directory } of await publicPackages(root)) {
    const problems = await checkTarball(await packPackage(directory, destination));
    process.stdout.write(`${problems.length === 0 ? "ok  " : "BAD "} ${name}\n${problems.map((problem) => `     ${problem}\n`).join("")}`);
    if (problems.length > 0) process.exitCode = 1;
  }
} finally {
  await rm(destination, { recursive: true, force: true });
}
