import { join, relative, resolve } from "node:path";

import { HelmwrightError } from "@helmwright/core";

import { generateValues } from "./generate-values.ts";

// `[folder…] [--check]`: writes gen/ of the components below the folders (default: all packages), or says what is stale.
const root = resolve(import.meta.dirname, "../../..");
const args = process.argv.slice(2);
const check = args.includes("--check");
const named = args.filter((arg) => !arg.startsWith("-")).map((folder) => resolve(folder));

try {
  const stale = await generateValues(named.length > 0 ? named : [join(root, "packages")], { check });
  process.stdout.write(stale.map((path) => `${check ? "stale" : "wrote"} ${relative(root, path)}\n`).join(""));
  if (check && stale.length > 0) {
    process.stderr.write("Run `pnpm generate` and commit what it writes.\n");
    process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof HelmwrightError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n${error.hint === undefined ? "" : `${error.hint}\n`}`);
  process.exitCode = 1;
}
