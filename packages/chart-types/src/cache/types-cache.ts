import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/** Milliseconds for which what an older generator made is kept, since it was last added to. */
const KEPT = 14 * 24 * 60 * 60 * 1000;
const LARGEST = 256 * 1024 * 1024;

/** What was made from charts, by tree digest, one folder for each generator. Any number of processes can share it. */
export interface TypesCache {
  /** Undefined where there is none, or it is damaged: then it is removed. */
  read(digest: string): Promise<unknown>;
  /** Nothing happens where the folder can't be written to: the next one makes it again. */
  write(digest: string, content: unknown): Promise<void>;
}

/** `$XDG_CACHE_HOME/helmwright/types`, or the same below `~/.cache`. */
export function defaultTypesCache(env: Readonly<NodeJS.ProcessEnv> = process.env): string {
  return join(env["XDG_CACHE_HOME"] || join(env["HOME"] || homedir(), ".cache"), "helmwright", "types");
}

export function openTypesCache(directory: string, generator: string): TypesCache {
  const folder = join(directory, generator);
  const fileOf = (digest: string): string => join(folder, `${digest.replace(/^sha256:/u, "")}.json.gz`);
  return {
    read: async (digest) => {
      const packed = await readFile(fileOf(digest)).catch(() => undefined);
      if (packed === undefined) return undefined;
      try {
        // The format carries a checksum.
        return JSON.parse((await promisify(gunzip)(packed, { maxOutputLength: LARGEST })).toString("utf8")) as unknown;
      } catch {
        await rm(fileOf(digest), { force: true }).catch(() => undefined);
        return undefined;
      }
    },
    write: async (digest, content) => {
      const scratch = `${fileOf(digest)}.${randomUUID()}`;
      try {
        const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
        await writeFile(scratch, await promisify(gzip)(JSON.stringify(content), { level: 3 }), { mode: 0o600 });
        await rename(scratch, fileOf(digest));
        const now = new Date();
        await utimes(folder, now, now);
        if (isNew) await removeOld(directory, generator);
      } catch {
        await rm(scratch, { force: true }).catch(() => undefined);
      }
    },
  };
}

async function removeOld(directory: string, generator: string): Promise<void> {
  const others = (await readdir(directory)).filter((name) => /^[0-9a-f]{16}$/u.test(name) && name !== generator);
  for (const name of others) {
    const { mtimeMs } = await stat(join(directory, name));
    if (Date.now() - mtimeMs > KEPT) await rm(join(directory, name), { recursive: true, force: true });
  }
}
