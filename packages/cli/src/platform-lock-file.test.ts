import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { checkLockedCharts, lockPathOf, readPlatformLock, updatedLock, writePlatformLock } from "./platform-lock-file.ts";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const web = { repository: "https://a.example.org", name: "web", version: "1.0.0", digest: digest("a") };
const db = { repository: "https://a.example.org", name: "db", version: "2.0.0", digest: digest("b") };
const id = "0b6bb0e5-0a5e-4d53-8f5f-6a1f1d7c3a10";
const none = (): undefined => undefined;

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "helmwright-lock-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("two platforms in one directory have two lock files", () => {
  expect(lockPathOf("/a/platform.ts")).toBe("/a/platform.lock.json");
  expect(lockPathOf("/a/edge.platform.ts")).toBe("/a/edge.platform.lock.json");
});

test("without a file the identity is a fresh one each time, and nothing is written", async () => {
  const file = join(directory, "platform.ts");
  const [one, two] = await Promise.all([readPlatformLock(file), readPlatformLock(file)]);
  expect(one).toStrictEqual({ path: join(directory, "platform.lock.json"), lock: { version: 1, charts: [] }, id: one.id, recorded: false });
  expect(one.id).not.toBe(two.id);
});

test("what was written is read again, and then nothing is new", async () => {
  const fresh = await readPlatformLock(join(directory, "platform.ts"));
  const update = updatedLock({ ...fresh, id }, { pins: [web, db], all: none });
  expect(update?.news).toBe(`identity ${id}, 2 charts added (web 1.0.0, db 2.0.0)`);
  if (update) await writePlatformLock(fresh.path, update.lock);
  const known = await readPlatformLock(join(directory, "platform.ts"));
  expect(known).toMatchObject({ id, recorded: true });
  expect(updatedLock(known, { pins: [db, web], all: none })).toBeUndefined();
  expect(JSON.parse(await readFile(known.path, "utf8"))).toStrictEqual({
    version: 1,
    id,
    charts: [
      { ...db, archives: {} },
      { ...web, archives: {} },
    ],
  });
});

test("a chart goes when no environment has it any more, and only then", () => {
  const lock = { version: 1 as const, id, charts: [db, web].map((pin) => ({ ...pin, archives: { directory: digest("1") } })) };
  const file = { path: "x", lock, id, recorded: true };
  expect(updatedLock(file, { pins: [web], all: none })).toBeUndefined();
  expect(updatedLock(file, { pins: [web], all: () => [web, db] })).toBeUndefined();
  expect(updatedLock(file, { pins: [web], all: () => [web] })).toStrictEqual({
    lock: { version: 1, id, charts: [{ ...web, archives: { directory: digest("1") } }] },
    news: "1 chart taken out (db 2.0.0)",
  });
});

test("other content under a locked version is refused", () => {
  const lock = { version: 1 as const, id, charts: [{ ...web, archives: {} }] };
  const check = (pins: readonly (typeof web)[]) => (): void =>
    checkLockedCharts({ path: "/a/platform.lock.json", lock, id, recorded: true }, pins);
  expect(check([web, db])).not.toThrow();
  expect(check([{ ...web, digest: digest("c") }])).toThrow(expect.objectContaining({ code: "CHART_LOCK_MISMATCH" }));
});

test("a damaged file and one that can't be written are coded errors", async () => {
  await writeFile(join(directory, "platform.lock.json"), "{");
  await expect(readPlatformLock(join(directory, "platform.ts"))).rejects.toThrow(expect.objectContaining({ code: "LOCK_INVALID" }));
  await expect(writePlatformLock(join(directory, "none", "x.lock.json"), { version: 1, charts: [] })).rejects.toThrow(
    expect.objectContaining({ code: "LOCK_NOT_WRITTEN" }),
  );
});
