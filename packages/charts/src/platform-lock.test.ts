import { expect, test } from "vitest";
import { comparePlatformLock, emptyPlatformLock, formatPlatformLock, lockChart, parsePlatformLock } from "./platform-lock.ts";

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const web = { repository: "https://a.example.org", name: "web", version: "1.0.0", digest: digest("a") };
const db = { repository: "https://a.example.org", name: "db", version: "2.0.0", digest: digest("b") };
const locked = [
  [web, { source: "/home/me/mirror", archiveDigest: digest("1") }],
  [db, { source: "https://a.example.org", archiveDigest: digest("2") }],
  [web, { source: "https://a.example.org", archiveDigest: digest("3") }],
] as const;
const lock = locked.reduce((result, [pin, origin]) => lockChart(result, pin, origin), emptyPlatformLock());

test("a lock holds sorted pins with their archives, and no path of the machine", () => {
  expect(lock).toStrictEqual({
    version: 1,
    charts: [
      { ...db, archives: { "https://a.example.org": digest("2") } },
      { ...web, archives: { directory: digest("1"), "https://a.example.org": digest("3") } },
    ],
  });
});

test("reading what was written gives the same, in any order", () => {
  const text = formatPlatformLock(lock);
  expect(parsePlatformLock(text)).toStrictEqual(lock);
  expect(formatPlatformLock({ version: 1, charts: lock.charts.toReversed() })).toBe(text);
  expect(text.endsWith("}\n")).toBe(true);
});

test("the identity of the platform is kept", () => {
  const id = "0b6bb0e5-0a5e-4d53-8f5f-6a1f1d7c3a10";
  const text = formatPlatformLock({ ...lock, id });
  expect(JSON.parse(text)).toMatchObject({ version: 1, id });
  expect(parsePlatformLock(text)).toStrictEqual({ ...lock, id });
  expect(lockChart({ version: 1, id, charts: [] }, web, { source: "oci://x.example.org", archiveDigest: digest("4") }).id).toBe(id);
});

test("new content of a chart forgets the archives of the old", () => {
  const changed = lockChart(lock, { ...web, digest: digest("c") }, { source: "oci://x.example.org", archiveDigest: digest("4") });
  expect(changed.charts[1]).toStrictEqual({ ...web, digest: digest("c"), archives: { "oci://x.example.org": digest("4") } });
});

test("pins are compared with the lock", () => {
  const moved = { ...web, digest: digest("c") };
  const added = { ...web, version: "1.1.0" };
  expect(comparePlatformLock(lock, [moved, added])).toStrictEqual({
    missing: [added],
    unused: [lock.charts[0]],
    changed: [{ pin: moved, locked: lock.charts[1] }],
  });
  expect(comparePlatformLock(lock, [db, web])).toStrictEqual({ missing: [], unused: [], changed: [] });
});

test.each([
  ["no JSON", "{", "LOCK_INVALID"],
  ["no lock", "[]", "LOCK_INVALID"],
  ["a field too many", JSON.stringify({ version: 1, charts: [], more: 1 }), "LOCK_INVALID"],
  ["an identity that is none", JSON.stringify({ version: 1, id: "homelab", charts: [] }), "LOCK_INVALID"],
  ["a digest that is none", JSON.stringify({ version: 1, charts: [{ ...web, digest: "x", archives: {} }] }), "LOCK_INVALID"],
  ["a format of tomorrow", JSON.stringify({ version: 2, charts: {} }), "LOCK_VERSION_UNKNOWN"],
])("%s is a coded error", (_, text, code) => {
  expect(() => parsePlatformLock(text)).toThrow(expect.objectContaining({ code }));
});
