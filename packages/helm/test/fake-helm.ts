import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An executable that runs the given JavaScript, in place of helm. */
export async function fakeHelm(script: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "helmwright-fake-")), "helm");
  await writeFile(path, `#!${process.execPath}\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}
