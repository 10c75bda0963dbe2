import { expect, test } from "vitest";

import { unchecked, uncheckedValues } from "./unchecked.ts";

test("what is unchecked is found again, and nothing else is taken for it", () => {
  const values = { replicas: "many" };
  expect(uncheckedValues(unchecked(values))).toBe(values);
  expect([values, {}, [unchecked(values)]].map(uncheckedValues)).toEqual([undefined, undefined, undefined]);
});

test("it has no keys of its own: as plain values it is empty", () => {
  expect(Object.keys(unchecked({ replicas: "many" }))).toEqual([]);
});
