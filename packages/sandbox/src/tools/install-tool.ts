import { access, chmod, constants, mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { ToolPin } from "../pins.ts";

/** The directory of a tool's executables in the cache. */
export function installedPath(cache: string, pin: ToolPin): string {
  return join(cache, pin.name, pin.version);
}

/** Whether the cache has all executables of a tool. They came there in one step, so what is there is whole. */
export async function isInstalled(cache: string, pin: ToolPin): Promise<boolean> {
  const files = pin.executables.map((executable) => join(installedPath(cache, pin), executable));
  const present = await Promise.all(
    files.map(async (file) => (await stat(file).catch(() => undefined))?.isFile() && (await mayExecute(file))),
  );
  return present.every(Boolean);
}

/**
 * Puts a tool into the cache: `fill` writes its executables into an empty directory, which then gets its name in one
 * step. Killed at any time, the cache has the tool or doesn't. Only one process may do so for a tool at a time.
 */
export async function installTool(cache: string, pin: ToolPin, fill: (directory: string) => Promise<void>): Promise<void> {
  const parent = join(cache, pin.name);
  await mkdir(parent, { recursive: true });
  await removeLeftovers(parent);
  const work = await mkdtemp(join(parent, `.tmp-${process.pid}-`));
  try {
    const filled = join(work, "bin");
    await mkdir(filled);
    await fill(filled);
    await Promise.all(pin.executables.map((executable) => settle(join(filled, executable))));
    await rm(installedPath(cache, pin), { recursive: true, force: true });
    await rename(filled, installedPath(cache, pin));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What a process that is no more left behind. */
async function removeLeftovers(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => {
    const pid = /^\.tmp-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid));
  });
  await Promise.all(names.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

async function settle(file: string): Promise<void> {
  await chmod(file, 0o755);
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function mayExecute(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
