import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface MirrorFile {
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
  /** Default: the file's name. */
  readonly url?: string;
}

/** The text of an index.yaml. */
export function indexOf(files: readonly Omit<MirrorFile, "archive">[]): string {
  const entries = Object.groupBy(files, ({ name }) => name);
  return JSON.stringify({
    apiVersion: "v1",
    entries: Object.fromEntries(
      Object.entries(entries).map(([name, versions = []]) => [
        name,
        versions.map(({ version, url }) => ({ name, version, urls: [url ?? `${name}-${version}.tgz`] })),
      ]),
    ),
  });
}

/** Writes a directory laid out as a Helm repository. */
export async function makeMirror(files: readonly MirrorFile[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "helmwright-mirror-"));
  for (const { name, version, archive } of files) await writeFile(join(directory, `${name}-${version}.tgz`), archive);
  await writeFile(join(directory, "index.yaml"), indexOf(files));
  return directory;
}
