import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { HelmwrightError } from "@helmwright/core";
import { generatedValues } from "@helmwright/generate-values";
import { execa } from "execa";

import { componentFiles } from "./component-files.ts";
import { componentNames } from "./component-names.ts";
import { findChart } from "./find-chart.ts";
import type { NewComponentArguments } from "./read-arguments.ts";
import { registerComponent } from "./register-component.ts";
import { usualValues } from "./usual-values.ts";

export interface NewComponentOptions extends NewComponentArguments {
  /** Folder of the repository. */
  readonly root: string;
  /** Chart mirrors, asked before the official repository. */
  readonly mirrors: readonly string[];
}

/** Writes a component and gives the paths of the files written. Nothing is written when something is wrong. */
export async function newComponent({ root, concern, name, ...wanted }: NewComponentOptions): Promise<readonly string[]> {
  await checkConcern(root, concern);
  const folder = join(root, "packages", concern, "src", name);
  if (existsSync(folder)) {
    throw new HelmwrightError("COMPONENT_EXISTS", `write component ${concern}/${name}: there is one already`, {
      hint: "Choose another name, or remove the folder first.",
      subject: { component: name },
    });
  }
  const names = componentNames(name);
  const { pin, valueKeys } = await findChart(wanted);
  const generated = await generatedValues(folder, pin);
  const files = componentFiles({ concern, names, pin, values: usualValues(valueKeys), generated });
  await mkdir(join(folder, "gen"), { recursive: true });
  const own = await Promise.all(
    Object.entries(files).map(async ([file, text]) => {
      await writeFile(join(folder, file), text);
      return join(folder, file);
    }),
  );
  const written = [...own, ...(await registerComponent({ root, concern, names }))];
  await execa("oxfmt", written, { cwd: root, preferLocal: true, localDir: root });
  return written;
}

async function checkConcern(root: string, concern: string): Promise<void> {
  const folders = (await readdir(join(root, "packages"))).toSorted();
  const found = await Promise.all(folders.map(async (folder) => ((await isConcern(join(root, "packages", folder))) ? [folder] : [])));
  const concerns = found.flat();
  if (concerns.includes(concern)) return;
  throw new HelmwrightError("CONCERN_UNKNOWN", `write a component of ${concern}: there is no such package of components`, {
    hint: `Choose one of ${concerns.join(", ")}.`,
  });
}

/** A package of components is one that stands on the sdk. */
async function isConcern(directory: string): Promise<boolean> {
  const { dependencies = {} } = JSON.parse(await readFile(join(directory, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return "@helmwright/sdk" in dependencies;
}
