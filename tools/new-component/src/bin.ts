import { relative, resolve } from "node:path";

import { defaultMirrors } from "@helmwright/charts";
import { HelmwrightError } from "@helmwright/core";

import { newComponent } from "./new-component.ts";
import { readArguments, usage } from "./read-arguments.ts";

const root = resolve(import.meta.dirname, "../../..");

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof HelmwrightError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n${error.hint === undefined ? "" : `${error.hint}\n`}`);
  process.exitCode = error.code === "USAGE" ? 2 : 1;
}

async function run(args: readonly string[]): Promise<string> {
  const wanted = readArguments(args);
  if (!wanted) return usage;
  const written = await newComponent({ ...wanted, root, mirrors: defaultMirrors({ start: root }) });
  const tests = `pnpm vitest run packages/${wanted.concern}/src/${wanted.name}`;
  return `${written.map((path) => `wrote ${relative(root, path)}\n`).join("")}
Next:
  1. ${tests}   (the first run fills the extract of what the chart renders; read it)
  2. Edit options.ts and values.ts, and name the Pod Security level in index.ts. What the chart takes stands in gen/values.ts.
  3. Write resources.ts where custom resources belong to it, and say in README.md what production needs to know.
  4. After a change of version or digest in chart.ts: pnpm generate
`;
}
