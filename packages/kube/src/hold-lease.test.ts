import { memoryCluster, unreachableCluster } from "@helmwright/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { holdLease } from "./hold-lease.ts";

const at = { namespace: "system", name: "platform.x" };
const spec = (cluster: ReturnType<typeof memoryCluster>): unknown => [...cluster.objects.values()][0]?.["spec"];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a second one is told who holds it and since when", async () => {
  const cluster = memoryCluster();
  const held = await holdLease(cluster, { ...at, identity: "ada@laptop (process 1)" });
  await expect(holdLease(cluster, { ...at, identity: "bob@desk (process 2)" })).rejects.toMatchObject({
    code: "LEASE_HELD",
    message: "take lease platform.x: ada@laptop (process 1) holds it since 2026-01-01T00:00:00.000000Z",
    hint: "Wait until it is done. If it is dead, the lease expires in 15 s.",
  });
  await held.release();
  expect(spec(cluster)).toEqual({ leaseDurationSeconds: 15 });
});

test("it is renewed as long as it is held, so that it doesn't expire", async () => {
  const cluster = memoryCluster();
  const held = await holdLease(cluster, { ...at, identity: "ada" });
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(holdLease(cluster, { ...at, identity: "bob" })).rejects.toMatchObject({ code: "LEASE_HELD" });
  expect(held.lost.aborted).toBe(false);
  await held.release();
});

test("a dead holder's lease expires, and goes at once when the holder can be seen to be dead", async () => {
  const cluster = memoryCluster();
  const dead = await holdLease(cluster, { ...at, identity: "ada" });
  await dead.release();
  const abandoned = {
    holderIdentity: "ada",
    acquireTime: "2025-12-31T23:59:00.000000Z",
    renewTime: "2026-01-01T00:00:00.000000Z",
    leaseDurationSeconds: 15,
  };
  await cluster.apply({ apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: at, spec: abandoned }, { manager: "test" });
  const seen = await holdLease(cluster, { ...at, identity: "bob", isDead: (identity) => identity === "ada" });
  await seen.release();
  await cluster.apply({ apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: at, spec: abandoned }, { manager: "test" });
  await expect(holdLease(cluster, { ...at, identity: "bob" })).rejects.toMatchObject({ code: "LEASE_HELD" });
  vi.setSystemTime(new Date("2026-01-01T00:00:16Z"));
  const expired = await holdLease(cluster, { ...at, identity: "bob" });
  await expired.release();
});

test("who lost it is told: taken by another, or not renewed in time", async () => {
  const cluster = memoryCluster();
  const robbed = await holdLease(cluster, { ...at, identity: "ada" });
  await cluster.apply(
    { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: at, spec: { holderIdentity: "bob" } },
    { manager: "test" },
  );
  await vi.advanceTimersByTimeAsync(5000);
  expect(robbed.lost.reason).toMatchObject({ code: "LEASE_LOST", message: "renew lease platform.x: bob has it now" });
  await robbed.release();
  expect(spec(cluster)).toMatchObject({ holderIdentity: "bob" });

  const cut = memoryCluster();
  const silent = await holdLease(cut, { ...at, identity: "ada" });
  cut.failWith(() => {
    throw unreachableCluster();
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(silent.lost.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(silent.lost.reason).toMatchObject({ code: "LEASE_LOST", message: "renew lease platform.x: it could not be renewed for 15 s" });
  cut.failWith(undefined);
  await silent.release();
});
