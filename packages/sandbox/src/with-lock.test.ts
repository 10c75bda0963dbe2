import { mkdir, mkdtemp, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { withLock, writeFailure } from "./with-lock.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "helmwright-lock-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("work under one lock never overlaps", async () => {
  const log: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 30));
    log.push(`${name} ends`);
  };
  await Promise.all(["a", "b"].map((name) => withLock(join(root, "deep", "lock"), work(name))));
  expect(log.map((line) => line.slice(2))).toEqual(["begins", "ends", "begins", "ends"]);
  expect(log[0]?.[0]).toBe(log[1]?.[0]);
});

test("a lock whose holder died is taken over", async () => {
  const lock = join(root, "lock");
  await mkdir(lock);
  const old = new Date(Date.now() - 60_000);
  await utimes(lock, old, old);
  expect(await withLock(lock, () => Promise.resolve("done"))).toBe("done");
});

test("waiting ends with the signal", async () => {
  await mkdir(join(root, "lock"));
  const abort = new AbortController();
  const waits: number[] = [];
  const waiting = withLock(join(root, "lock"), () => Promise.resolve(), {
    signal: abort.signal,
    onWait: (elapsed) => waits.push(elapsed) && abort.abort(),
  });
  await expect(waiting).rejects.toThrow("abort");
  expect(waits).toHaveLength(1);
});

test("a full disk is told apart from other failures", () => {
  const full = Object.assign(new Error("write"), { code: "ENOSPC" });
  expect(writeFailure("get helm v4", full)?.toJSON()).toEqual({
    code: "DISK_FULL",
    message: "get helm v4: no space left on the disk",
    hint: "Free some space (all tools take about 1 GB, building them 5 GB) and run the command again.",
    subject: {},
  });
  expect(writeFailure("get helm v4", new Error("other"))).toBeUndefined();
});
