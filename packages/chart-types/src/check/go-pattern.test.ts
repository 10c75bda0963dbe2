import { expect, test } from "vitest";

import { goPattern } from "./go-pattern.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["^a+$", ["a"], ["b"]],
  ["^[a-z\\-]+$", ["a-b"], ["A"]],
  ['^\\_\\@\\"$', ['_@"'], ["x"]],
  ["(?i)^abc$", ["ABC"], ["abd"]],
  ["^(?i)abc$", ["ABC"], ["xabc"]],
  ["\\Aabc\\z", ["abc"], ["abcd"]],
  ["^\\pL+$", ["ä"], ["1"]],
  ["^(?P<year>\\d{4})$", ["2026"], ["26"]],
  ["^[[:alpha:]_]+$", ["a_B"], ["1"]],
])("%s means the same", (pattern, fitting, others) => {
  const same = new RegExp(goPattern(pattern) ?? "", "u");
  expect([...fitting, ...others].map((text) => same.test(text))).toEqual([...fitting.map(() => true), ...others.map(() => false)]);
});

test("what can't be written is told", () => {
  expect(goPattern("(?U)a+")).toBeUndefined();
  expect(goPattern("(")).toBeUndefined();
});
