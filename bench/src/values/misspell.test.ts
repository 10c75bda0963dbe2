import { expect, test } from "vitest";

import { misspell } from "./misspell.ts";
import { sampleOf, seededRandom } from "./random.ts";

test("a typo is one edit away, and none of the words that are taken", () => {
  const random = seededRandom("typos");
  const taken = new Set(["prt", "port"]);
  const typos = Array.from({ length: 200 }, () => misspell("port", taken, random) ?? "");
  const shapes = typos.map((typo) =>
    typo.length === 3 ? "dropped" : typo.length === 5 ? "doubled" : typo.split("").toSorted().join("") === "oprt" ? "swapped" : "replaced",
  );
  expect(new Set(shapes)).toStrictEqual(new Set(["dropped", "doubled", "swapped", "replaced"]));
  expect(typos.filter((typo) => taken.has(typo) || typo === "")).toStrictEqual([]);
});

test("a word without a free typo has none", () => {
  expect(misspell("1", new Set(["11", ..."0123456789".split("")]), seededRandom("x"))).toBeUndefined();
});

test("the same seed takes the same sample, in order", () => {
  const items = Array.from({ length: 50 }, (_, index) => index);
  const sample = sampleOf(items, 5, seededRandom("a"));
  expect(sample).toStrictEqual(sampleOf(items, 5, seededRandom("a")));
  expect(sample).toStrictEqual(sample.toSorted((a, b) => a - b));
  expect([sample.length, sampleOf(items, 50, seededRandom("a"))]).toStrictEqual([5, items]);
  expect(sample).not.toStrictEqual(sampleOf(items, 5, seededRandom("b")));
});
