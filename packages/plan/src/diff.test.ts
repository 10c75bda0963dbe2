import { expect, test } from "vitest";

import { diffObjects, diffValues } from "./diff.ts";
import { canonical, fingerprint, keyedFingerprint } from "./fingerprint.ts";
import { orderSteps } from "./order-steps.ts";

test("values differ by path, lists of one length by item", () => {
  expect(diffValues({ a: 1, b: { c: [1, 2], d: "x" }, e: [1] }, { a: 1, b: { c: [1, 3] }, e: [1, 2], f: true })).toEqual([
    { path: "b.c[1]", change: "changed" },
    { path: "b.d", change: "removed" },
    { path: "e", change: "changed" },
    { path: "f", change: "added" },
  ]);
});

test("objects differ by field; Secrets by key only, ignored fields not at all", () => {
  const object = (kind: string, name: string, more: object): { apiVersion: string; kind: string; metadata: { name: string } } => ({
    apiVersion: "v1",
    kind,
    metadata: { name },
    ...more,
  });
  const before = [
    object("ConfigMap", "a", { data: { x: "1", y: null } }),
    object("Secret", "s", { data: { p: "one" } }),
    object("ConfigMap", "gone", {}),
    object("ConfigMap", "r", { data: { random: "1" } }),
  ];
  const after = [
    object("ConfigMap", "a", { data: { x: "2" } }),
    object("Secret", "s", { data: { p: "two" } }),
    object("ConfigMap", "new", {}),
    object("ConfigMap", "r", { data: { random: "2" } }),
  ];
  expect(diffObjects(before, after, "web", ["data.random"])).toEqual([
    { object: "ConfigMap web/a", change: "changed", fields: ["data.x"] },
    { object: "ConfigMap web/gone", change: "removed", fields: [] },
    { object: "ConfigMap web/new", change: "added", fields: [] },
  ]);
});

test("a fingerprint depends on content, not on the order of keys; a keyed one on the key as well", () => {
  expect(canonical({ b: [1, { d: undefined, c: null }], a: "x" })).toBe('{"a":"x","b":[1,{"c":null}]}');
  expect(fingerprint({ a: 1, b: 2 })).toBe(fingerprint({ b: 2, a: 1 }));
  expect(fingerprint({ a: 1 })).not.toBe(fingerprint({ a: 2 }));
  expect(keyedFingerprint("k1", "secret")).not.toBe(keyedFingerprint("k2", "secret"));
});

test("an order has every step after all it needs; a cycle is named", () => {
  const edge = (from: string, to: string): { from: string; to: string; why: string } => ({ from, to, why: "it does" });
  expect(orderSteps(["a", "b", "c"], [edge("a", "c"), edge("b", "a")])).toEqual({ order: ["c", "a", "b"], problems: [] });
  expect(orderSteps(["a", "b"], [edge("a", "b"), edge("b", "a")]).problems.map(({ message }) => message)).toEqual([
    "order the steps: a needs b (it does); b needs a (it does)",
  ]);
});
