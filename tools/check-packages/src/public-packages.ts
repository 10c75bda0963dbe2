import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package of this repository that is published. */
export interface PublicPackage {
  readonly name: string;
  readonly directory: string;
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages under `packages/`, by name. */
export async function publicPackages(root: string): Promise<readonly PublicPackage[]> {
  const folders = (await readdir(join(root, "packages"))).toSorted();
  const found = await Promise.all(folders.map((folder) => readPackage(join(root, "packages", folder))));
  return found.filter((one) => one !== undefined);
}

/** A package and all packages of this repository that it needs to run. */
export function withDependencies(names: readonly string[], packages: readonly PublicPackage[]): readonly PublicPackage[] {
  const wanted = new Set(names);
  for (const name of wanted) {
    const found = packages.find((one) => one.name === name);
    for (const dependency of found?.dependencies ?? []) if (packages.some((one) => one.name === dependency)) wanted.add(dependency);
  }
  return packages.filter(({ name }) => wanted.has(name));
}

async function readPackage(directory: string): Promise<PublicPackage | undefined> {
  const manifest = JSON.parse(await readFile(join(directory, "package.json"), "utf8")) as Manifest;
  if (manifest.private === true) return undefined;
  return { name: manifest.name, directory, dependencies: Object.keys(manifest.dependencies ?? {}) };
}
