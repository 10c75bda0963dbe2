import { expect, test } from "vitest";

import { hasPath, keyPaths, leafPaths, onlyPath, renameKey, valueAt, withValue } from "./value-paths.ts";

const values = { a: { b: [{ c: 1, d: null }, "x"] }, e: {}, f: [] };

test("keys are found inside of lists too, leaves where nothing lies below", () => {
  expect(keyPaths(values)).toStrictEqual([["a"], ["a", "b"], ["a", "b", 0, "c"], ["a", "b", 0, "d"], ["e"], ["f"]]);
  expect(leafPaths(values)).toStrictEqual([["a", "b", 0, "c"], ["a", "b", 0, "d"], ["a", "b", 1], ["e"], ["f"]]);
});

test("a key that is there may hold null", () => {
  expect([hasPath(values, ["a", "b", 0, "d"]), hasPath(values, ["a", "x"]), valueAt(values, ["a", "b", 0, "c"])]).toStrictEqual([
    true,
    false,
    1,
  ]);
});

test("the least document with a value has lists whole, because Helm does not merge them", () => {
  expect(onlyPath(values, ["a", "b", 0, "c"])).toStrictEqual({ a: values.a });
  expect(onlyPath(values, ["e"])).toStrictEqual({ e: {} });
});

test("a value over another document takes lists from the defaults, and nothing else", () => {
  expect(withValue({ z: 1 }, ["a", "b", 0, "c"], 2, values)).toStrictEqual({ z: 1, a: { b: [{ c: 2, d: null }, "x"] } });
  expect(withValue({}, ["a", "n"], 2, values)).toStrictEqual({ a: { n: 2 } });
});

test("a renamed key keeps its place and its value", () => {
  expect(JSON.stringify(renameKey(values, ["a", "b", 0, "c"], "k"))).toBe('{"a":{"b":[{"k":1,"d":null},"x"]},"e":{},"f":[]}');
});
