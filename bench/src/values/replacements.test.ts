import { expect, test } from "vitest";

import { inTypeOf, replacementsFor } from "./replacements.ts";

const OTHERS = { text: "helmwright", integer: 7, number: 7.5, boolean: true, list: ["x"], object: { x: "y" } };

test.each([
  ["text", "abc", [OTHERS.integer, OTHERS.number, OTHERS.boolean, OTHERS.list, OTHERS.object]],
  ["a text that no number is written as", "007", [OTHERS.integer, OTHERS.number, OTHERS.boolean, OTHERS.list, OTHERS.object]],
  ["an integer", 2, [OTHERS.text, OTHERS.number, OTHERS.boolean, OTHERS.list, OTHERS.object, "2"]],
  ["a fraction", 0.5, [OTHERS.text, OTHERS.boolean, OTHERS.list, OTHERS.object, "0.5"]],
  ["null", null, [OTHERS.text, OTHERS.integer, OTHERS.number, OTHERS.boolean, OTHERS.list, OTHERS.object]],
  ["an empty list", [], [OTHERS.text, OTHERS.integer, OTHERS.number, OTHERS.boolean, OTHERS.object]],
])("%s is replaced by one value of each other type, and by its own in another spelling", (_, own, values) => {
  expect(replacementsFor(own).map(({ value }) => value)).toStrictEqual(values);
});

test.each([
  [true, { value: "true", second: { own: false, respelt: "false" } }],
  ["false", { value: false, second: { own: "true", respelt: true } }],
  [8080, { value: "8080", second: { own: 8081, respelt: "8081" } }],
  ["8080", { value: 8080, second: { own: "8081", respelt: 8081 } }],
])("another spelling of %j comes with a second value in both", (own, respelling) => {
  expect(replacementsFor(own).at(-1)).toStrictEqual(respelling);
});

test.each([
  ["a", 7, "7"],
  ["a", true, "true"],
  [false, 7, true],
  [false, "helmwright", true],
  [2, "7", 7],
  [2, "helmwright", undefined],
  [2, true, undefined],
  ["a", ["x"], undefined],
  [null, 7, undefined],
])("in the type of %j, %j is %j", (own, value, same) => {
  expect(inTypeOf(own, value)).toStrictEqual(same);
});
